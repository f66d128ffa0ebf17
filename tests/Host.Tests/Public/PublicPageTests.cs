using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Public;

/// <summary>What the public page does and keeps to itself, without a script.</summary>
[Collection(HostCollection.Name)]
public sealed partial class PublicPageTests(HostFixture fixture)
{
    private const string Phone = "13800001234";
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Report_SentTwice_MakesOneCase()
    {
        using var citizen = new PublicForm(fixture.Host);
        var fields = Report();
        foreach (var (name, value) in await citizen.OpenAsync("/public/report", "/public/report")) fields[name] = value;

        using var first = await citizen.SendAsync("/public/report", fields, Photos.OfAPhone);
        var code = CodeOn(await citizen.ReadAsync("/public/receipt"));
        using var second = await citizen.SendAsync("/public/report", fields, Photos.OfAPhone);

        first.StatusCode.Should().Be(HttpStatusCode.Redirect);
        second.StatusCode.Should().Be(HttpStatusCode.Redirect);
        CodeOn(await citizen.ReadAsync("/public/receipt")).Should().Be(code);
        fields["description"] = "另一件事。";
        using var other = await citizen.SendAsync("/public/report", fields);
        other.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await PublicForm.TextOf(other)).Should().Contain("已经提交过一次");
    }

    [Fact]
    public async Task Report_WithPhoto_StoresItWithoutItsMetadata()
    {
        using var citizen = new PublicForm(fixture.Host);
        var (code, number) = await ReportAsync(citizen, Photos.OfAPhone);

        var files = (await _city.As("clerk-01").GetAsync($"/api/cases/{number}/attachments")).Ok()["items"]!.AsArray();

        var file = files.Should().ContainSingle().Subject!;
        file["name"]!.GetValue<string>().Should().Be("photo-1.jpg", "names of files are personal too");
        using var client = fixture.Host.Client("clerk-01");
        var bytes = await client.GetByteArrayAsync(file["url"]!.GetValue<string>());
        Photos.Find(bytes, Photos.Position).Should().Be(-1);
        code.Should().HaveLength(8);
        (await _city.CaseAsync(number))["channel"]!.GetValue<string>().Should().Be("CitizenApp");
    }

    [Fact]
    public async Task Query_WrongCodeAndWrongPhone_AreNotToldApart()
    {
        using var citizen = new PublicForm(fixture.Host);
        var (code, number) = await ReportAsync(citizen);

        var wrongPhone = await new Api(fixture.Host.Client()).GetAsync($"/public/cases/{code}?phone=9999");
        var wrongCode = await new Api(fixture.Host.Client()).GetAsync("/public/cases/22222222?phone=1234");
        var noPhone = await new Api(fixture.Host.Client()).GetAsync($"/public/cases/{code}");
        var right = await new Api(fixture.Host.Client()).GetAsync($"/public/cases/{code.ToLowerInvariant()}?phone=1234");

        wrongPhone.Status.Should().Be(404);
        Told(wrongPhone).Should().Be(Told(wrongCode)).And.Be(Told(noPhone));
        right.Ok()["caseNumber"]!.GetValue<string>().Should().Be(number);

        static string Told(ApiAnswer answer)
        {
            var json = answer.Json.AsObject();
            json.Remove("traceId");
            return $"{answer.Status} {json.ToJsonString()}";
        }
    }

    [Fact]
    public async Task Query_TooManyWrongPhones_ClosesTheCodeForAWhile()
    {
        using var citizen = new PublicForm(fixture.Host);
        var (code, _) = await ReportAsync(citizen);
        var api = new Api(fixture.Host.Client());

        for (var digits = 0; digits < 10; digits++) (await api.GetAsync($"/public/cases/{code}?phone=000{digits}")).Status.Should().Be(404);

        (await api.GetAsync($"/public/cases/{code}?phone=1234")).Status.Should().Be(429);
    }

    [Fact]
    public async Task Progress_ShowsUnitAndReply_AndNobodysName()
    {
        using var citizen = new PublicForm(fixture.Host);
        var (code, number) = await ReportAsync(citizen);
        await HandleAsync(number);

        var told = (await new Api(fixture.Host.Client()).GetAsync($"/public/cases/{code}?phone=1234")).Ok();
        var page = await citizen.ReadAsync("/public/case");

        told["unit"]!.GetValue<string>().Should().Be("澶川县水利局（供排水）");
        told["area"]!.GetValue<string>().Should().Be("柳园社区");
        told["reply"]!.GetValue<string>().Should().Be("已解决：已更换井盖。");
        told["canEvaluate"]!.GetValue<bool>().Should().BeTrue();
        page.Should().Contain("已更换井盖").And.Contain("已办理并核验，请您评价");
        foreach (var hidden in (string[])["网格", "王女士", Phone, "柳建国", "handler-sw", "worker-01", "门牌"])
            (told.ToJsonString(ApiAnswer.Relaxed) + Facts(page)).Should().NotContain(hidden);
    }

    [Fact]
    public async Task Evaluation_Twice_CountsOnceAndClosesTheCase()
    {
        using var citizen = new PublicForm(fixture.Host);
        var (_, number) = await ReportAsync(citizen);
        await HandleAsync(number);
        var fields = new Dictionary<string, string> { ["satisfaction"] = "Satisfied", ["solved"] = "yes", ["words"] = "谢谢老王" };
        foreach (var (name, value) in await citizen.OpenAsync("/public/case", "/public/case/evaluation")) fields[name] = value;

        using var first = await citizen.SendAsync("/public/case/evaluation", fields);
        using var second = await citizen.SendAsync("/public/case/evaluation", fields);

        first.Headers.Location!.ToString().Should().Be("/public/case?done=evaluation");
        second.Headers.Location!.ToString().Should().Be("/public/case?done=evaluation");
        var @case = await _city.CaseAsync(number);
        @case["state"]!.GetValue<string>().Should().Be("Closed");
        var evaluation = @case["evaluations"]!.AsArray().Should().ContainSingle().Subject!;
        evaluation["byRequester"]!.GetValue<bool>().Should().BeTrue();
        @case.ToJsonString(ApiAnswer.Relaxed).Should().NotContain("老王", "the citizen's words are kept apart from the case");
        var personal = (await _city.As("clerk-01").GetAsync($"/api/cases/{number}/personal?purpose=Callback")).Ok();
        personal["words"]![0]!["text"]!["description"]!.GetValue<string>().Should().Be("谢谢老王");
    }

    [Fact]
    public async Task Addition_AndWithdrawal_GoAsFarAsTheLawOfTheCase()
    {
        using var citizen = new PublicForm(fixture.Host);
        var (_, number) = await ReportAsync(citizen);

        using var added = await citizen.SubmitAsync("/public/case", "/public/case/addition", new() { ["words"] = "今天又有人绊倒。" }, Photos.Plain);
        using var withdrawn = await citizen.SubmitAsync("/public/case", "/public/case/withdrawal", new() { ["settled"] = "on" });

        added.Headers.Location!.ToString().Should().EndWith("done=addition");
        withdrawn.Headers.Location!.ToString().Should().EndWith("done=withdrawal");
        var @case = await _city.CaseAsync(number);
        @case["state"]!.GetValue<string>().Should().Be("Withdrawn");
        @case["endReason"]!["code"]!.GetValue<string>().Should().Be("Settled");
        @case["additions"]!.AsArray().Should().ContainSingle();
        (await citizen.ReadAsync("/public/case")).Should().Contain("已撤回").And.NotContain("/public/case/withdrawal");
    }

    [Fact]
    public async Task Anonymous_SeesProgressByCodeAlone_AndIsNotAskedToRate()
    {
        using var citizen = new PublicForm(fixture.Host);
        var fields = Report();
        fields.Remove("phone");
        fields.Remove("name");
        using var sent = await citizen.SubmitAsync("/public/report", "/public/report", fields);
        var code = CodeOn(await citizen.ReadAsync("/public/receipt"));
        var number = (await new Api(fixture.Host.Client()).GetAsync($"/public/cases/{code}")).Ok()["caseNumber"]!.GetValue<string>();
        await HandleAsync(number);

        var told = (await new Api(fixture.Host.Client()).GetAsync($"/public/cases/{code}")).Ok();
        var refused = await new Api(fixture.Host.Client()).PostAsync($"/public/cases/{code}/evaluation", new JsonObject { ["satisfaction"] = "VerySatisfied" });

        told["canEvaluate"]!.GetValue<bool>().Should().BeFalse();
        refused.Status.Should().Be(403);
    }

    [Theory]
    [InlineData("grid", "", "请选择所在社区和网格")]
    [InlineData("description", " ", "请说明情况")]
    [InlineData("phone", "abc", "电话号码不正确")]
    public async Task Report_WithAFault_SaysWhatAndKeepsTheRest(string field, string value, string told)
    {
        using var citizen = new PublicForm(fixture.Host);
        var fields = Report();
        fields["spot"] = "门牌以东";
        fields[field] = value;

        using var answer = await citizen.SubmitAsync("/public/report", "/public/report", fields);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await PublicForm.TextOf(answer)).Should().Contain(told).And.Contain("门牌以东");
    }

    [Fact]
    public async Task Report_WithoutToken_IsNotObeyed()
    {
        using var citizen = new PublicForm(fixture.Host);
        var fields = Report();
        fields["key"] = new string('a', 32);

        using var answer = await citizen.SendAsync("/public/report", fields);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Pages_AreNotIndexed_AndSpeakEnglishOnRequest()
    {
        using var citizen = new PublicForm(fixture.Host);
        using var chinese = await citizen.GetAsync("/public");
        using var _ = await citizen.GetAsync("/account/language?to=en&returnUrl=/public");

        chinese.Headers.GetValues("X-Robots-Tag").Single().Should().Contain("noindex");
        (await PublicForm.TextOf(chinese)).Should().Contain("lang=\"zh-CN\"").And.Contain("110");
        (await citizen.ReadAsync("/public")).Should().Contain("lang=\"en\"").And.Contain("Report a problem");
    }

    private static Dictionary<string, string> Report() => new()
    {
        ["grid"] = City.Grid,
        ["spot"] = "幸福路门牌 12 号旁",
        ["description"] = "井盖破损，夜间有人绊倒。",
        ["name"] = "王女士",
        ["phone"] = Phone,
    };

    private static async Task<(string Code, string Number)> ReportAsync(PublicForm citizen, byte[]? photo = null)
    {
        using var sent = await citizen.SubmitAsync("/public/report", "/public/report", Report(), photo);
        sent.StatusCode.Should().Be(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        var receipt = await citizen.ReadAsync("/public/receipt");
        return (CodeOn(receipt), Number().Match(receipt).Value);
    }

    private async Task HandleAsync(string number)
    {
        (await _city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
        (await _city.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = City.Water })).Ok();
        (await _city.DoAsync(number, "desk-sw", "AwaitReceipt", "Received")).Ok();
        (await _city.ReplyAsync(number)).Ok();
        (await _city.VerifyAsync(number, passed: true)).Ok();
    }

    private static string Facts(string page) => page[page.IndexOf("<dl", StringComparison.Ordinal)..page.IndexOf("</dl>", StringComparison.Ordinal)];

    private static string CodeOn(string receipt) => Code().Match(receipt).Groups["code"].Value;

    [GeneratedRegex("<p class=\"code\">(?<code>[^<]+)</p>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("[0-9]{20}", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
