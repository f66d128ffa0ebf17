using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Host.Demo;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Demo;

public sealed class DepartmentServerTests
{
    [Fact]
    public async Task Take_SameKeyTwice_IsHandledOnceAndAnsweredAlike()
    {
        await using var server = await DepartmentServer.StartAsync(_ => Manner.Prompt, TestContext.Current.CancellationToken);

        var first = await SendAsync(server, "k-1");
        var second = await SendAsync(server, "k-1");

        (await second.Content.ReadAsStringAsync()).Should().Be(await first.Content.ReadAsStringAsync());
        server.Notices.Should().ContainSingle().Which.Should().Match<PartnerNotice>(n => n.Code == "410999-CG" && n.CaseNumber == "C1" && n.Action == "notify-order");
        server.Repeats.Should().Be(1);
    }

    [Fact]
    public async Task Take_SlowUnit_StumblesOnceOverTheSameKeys()
    {
        await using var server = await DepartmentServer.StartAsync(_ => Manner.Slow, TestContext.Current.CancellationToken);

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 64; i++) answers.Add((await SendAsync(server, "key" + (char)('0' + i))).StatusCode);

        answers.Should().Contain(HttpStatusCode.ServiceUnavailable);
        server.Faults.Should().Be(answers.Count(a => a == HttpStatusCode.ServiceUnavailable)).And.Be(4);
    }

    [Fact]
    public async Task Take_WithoutKey_IsRefused()
    {
        await using var server = await DepartmentServer.StartAsync(_ => Manner.Prompt, TestContext.Current.CancellationToken);

        (await SendAsync(server, null)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    private static async Task<HttpResponseMessage> SendAsync(DepartmentServer server, string? key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address + "/departments/410999-CG/actions/notify-order");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(JsonSerializer.SerializeToElement(new { unit = "410999-CG", caseNumber = "C1", action = "notify-order", body = new { } }));
        return await http.SendAsync(request);
    }
}
