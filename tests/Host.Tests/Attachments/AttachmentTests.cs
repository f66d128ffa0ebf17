using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using GridGov.Workflow.Host.Tests.Public;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Attachments;

/// <summary>Evidence: stored by content, given to those who may read its case, refused where it is not what it says.</summary>
[Collection(HostCollection.Name)]
public sealed class AttachmentTests(HostFixture fixture)
{
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Upload_SameContentTwice_IsStoredOnce()
    {
        var first = await UploadAsync("desk-sw", Photos.Plain, "现场.jpg");
        var second = await UploadFormAsync("handler-sw", Photos.Plain, "../../x/after.jpg");

        first["reference"]!.GetValue<string>().Should().Be(second["reference"]!.GetValue<string>()).And.StartWith("sha256:");
        first["name"]!.GetValue<string>().Should().Be("现场.jpg");
        second["name"]!.GetValue<string>().Should().Be("after.jpg");
        first["contentType"]!.GetValue<string>().Should().Be("image/jpeg");
        var hash = first["reference"]!.GetValue<string>()[7..];
        var file = Path.Combine(fixture.Host.DataFolder, "attachments", hash[..2], hash[2..4], hash);
        (await File.ReadAllBytesAsync(file)).Should().Equal(Photos.Plain);
        Directory.EnumerateFiles(Path.Combine(fixture.Host.DataFolder, "attachments", "incoming")).Should().BeEmpty();
    }

    [Fact]
    public async Task Evidence_OfAReply_IsReadByWhoeverReadsTheCase()
    {
        var number = await _city.ReceivedCaseAsync();
        var photo = Unique();
        var reference = (await UploadAsync("handler-sw", photo, "done.jpg"))["reference"]!.GetValue<string>();
        (await StatusAsync("worker-01", reference)).Should().Be(HttpStatusCode.NotFound, "it is the handler's own until it is in a case");

        (await _city.DoAsync(number, "handler-sw", "AwaitReply", "Replied", new JsonObject
        {
            ["result"] = "Solved",
            ["text"] = "已更换井盖。",
            ["evidence"] = new JsonArray(reference, "DMS-2026-0017"),
        })).Ok();

        using var client = fixture.Host.Client("worker-01");
        using var answer = await client.GetAsync("/api/attachments/" + reference);
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(photo);
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("sandbox");
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("inline");
        (await StatusAsync("desk-cl", reference)).Should().Be(HttpStatusCode.NotFound, "another department has nothing to do with the case");
        var listed = (await _city.As("worker-01").GetAsync($"/api/cases/{number}/attachments")).Ok()["items"]!.AsArray();
        listed.Should().ContainSingle().Which!["name"]!.GetValue<string>().Should().Be("done.jpg");
    }

    [Fact]
    public async Task Evidence_ThatIsNotThere_IsRefusedByField()
    {
        var number = await _city.ReceivedCaseAsync();
        var id = await _city.TaskIdAsync(number, "handler-sw", "AwaitReply");

        var answer = await _city.As("handler-sw").PostAsync($"/api/tasks/{id}/complete", new JsonObject
        {
            ["outcome"] = "Replied",
            ["data"] = new JsonObject { ["result"] = "Solved", ["text"] = "好了。", ["evidence"] = new JsonArray("sha256:" + new string('a', 64)) },
        });

        answer.Status.Should().Be(422);
        answer.Json["field"]!.GetValue<string>().Should().Be("data.evidence[0]");
    }

    [Fact]
    public async Task Evidence_OfAnother_OpensNothingByItsHash()
    {
        var number = await _city.ReceivedCaseAsync();
        var reference = (await UploadAsync("desk-cl", Unique(), "secret.jpg"))["reference"]!.GetValue<string>();

        var answer = await _city.As("desk-sw").PostAsync($"/api/cases/{number}/actions/requestReturn", new JsonObject
        {
            ["reasonCode"] = "NotDuty",
            ["reason"] = "不属本单位职责",
            ["evidence"] = new JsonArray(reference),
        });

        answer.Status.Should().Be(422);
        (await StatusAsync("desk-sw", reference)).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Report_WithAttachments_ShowsThemInTheCase()
    {
        var reference = (await UploadAsync("clerk-01", Unique(), "来电截图.jpg"))["reference"]!.GetValue<string>();
        var report = City.Report();
        report["attachments"] = new JsonArray(reference);

        var number = await _city.ReportAsync(report);

        (await _city.CaseAsync(number))["attachments"]!.AsArray().Select(item => item!.GetValue<string>()).Should().Equal(reference);
        (await StatusAsync("worker-01", reference)).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("MZ this is a program")]
    public async Task Upload_OtherKinds_AreRefusedByTheirContent(string content)
    {
        using var client = fixture.Host.Client("desk-sw");

        using var answer = await client.PostAsync("/api/attachments?name=photo.jpg", new ByteArrayContent(Encoding.ASCII.GetBytes(content)));

        answer.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("image/jpeg");
    }

    [Fact]
    public async Task Upload_ByAnAuditor_IsForbidden()
    {
        using var client = fixture.Host.Client("auditor");

        using var answer = await client.PostAsync("/api/attachments?name=photo.jpg", new ByteArrayContent(Photos.Plain));

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    // Bytes behind the end make another content of the same picture.
    private static byte[] Unique() => [.. Photos.Plain, .. Guid.NewGuid().ToByteArray()];

    private async Task<HttpStatusCode> StatusAsync(string person, string reference)
    {
        using var client = fixture.Host.Client(person);
        using var answer = await client.GetAsync("/api/attachments/" + reference);
        return answer.StatusCode;
    }

    private async Task<JsonNode> UploadAsync(string person, byte[] content, string name)
    {
        using var client = fixture.Host.Client(person);
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await client.PostAsync("/api/attachments?name=" + Uri.EscapeDataString(name), body);
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task<JsonNode> UploadFormAsync(string person, byte[] content, string name)
    {
        using var client = fixture.Host.Client(person);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(content), "file", name },
        };
        using var answer = await client.PostAsync("/api/attachments", form);
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
