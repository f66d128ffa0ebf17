using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Substitutions;

/// <summary>A deputy does an absent colleague's tasks, for a time, and everybody can see in whose name.</summary>
[Collection(HostCollection.Name)]
public sealed class SubstitutionTests(HostFixture fixture)
{
    private const string Cleaning = "410999-HW";
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Deputy_ReceivesForTheDesk_AndTheJournalNamesBoth()
    {
        var number = await DivertedAsync();
        (await _city.As("handler-hw").GetAsync($"/api/tasks?caseNumber={number}")).Ok()["items"]!.AsArray().Should().BeEmpty();
        var id = await SetAsync("desk-hw", "desk-hw", "handler-hw", TimeSpan.FromDays(2));

        var task = (await _city.As("handler-hw").GetAsync($"/api/tasks?caseNumber={number}")).Ok()["items"]!.AsArray().Single()!;
        (await _city.As("handler-hw").PostAsync($"/api/tasks/{task["id"]}/claim")).Ok();
        var claimed = (await _city.As("handler-hw").GetAsync($"/api/tasks/{task["id"]}")).Ok();
        (await _city.DoAsync(number, "handler-hw", "AwaitReceipt", "Received")).Ok();

        task["onBehalfOf"]!.GetValue<string>().Should().Be("desk-hw");
        claimed["assignee"]!.GetValue<string>().Should().Be("desk-hw", "it stays with the desk when the absence ends");
        var steps = (await _city.As("auditor").GetAsync($"/api/cases/{number}/history?limit=500")).Ok()["items"]!.AsArray();
        var actor = steps.Last(step => step!["actor"]!["id"]!.GetValue<string>() == "handler-hw")!["actor"]!;
        actor["onBehalfOf"]!.GetValue<string>().Should().Be("desk-hw");
        var replay = (await _city.As("auditor").GetAsync($"/api/cases/{number}/replay")).Ok();
        replay["outcome"]!.GetValue<string>().Should().Be("Equal");
        await EndAsync("desk-hw", id);
    }

    [Fact]
    public async Task Deputy_WhoHandled_DoesNotVerifyForAnother()
    {
        var number = await DivertedAsync();
        (await _city.DoAsync(number, "desk-hw", "AwaitReceipt", "Received")).Ok();
        (await _city.DoAsync(number, "handler-hw", "AwaitReply", "Replied", new JsonObject { ["result"] = "Solved", ["text"] = "已清理。" })).Ok();
        var verification = await _city.TaskIdAsync(number, "worker-01", "VerifyResult");
        var first = await SetAsync("admin-security", "worker-01", "handler-hw", TimeSpan.FromDays(1));

        var seen = (await _city.As("handler-hw").GetAsync($"/api/tasks?caseNumber={number}")).Ok()["items"]!.AsArray();
        var refused = await _city.As("handler-hw").PostAsync($"/api/tasks/{verification}/complete", new JsonObject { ["outcome"] = "Passed" });
        await EndAsync("admin-security", first);
        var second = await SetAsync("admin-security", "worker-01", "worker-02", TimeSpan.FromDays(1));
        var passed = await _city.As("worker-02").PostAsync($"/api/tasks/{verification}/complete", new JsonObject { ["outcome"] = "Passed" });
        await EndAsync("admin-security", second);

        seen.Should().BeEmpty();
        refused.Status.Should().Be(403);
        passed.Ok();
    }

    [Fact]
    public async Task Substitution_EndsByItsDate()
    {
        var number = await DivertedAsync();
        var id = await SetAsync("desk-hw", "desk-hw", "handler-hw", TimeSpan.FromMinutes(30));
        var task = await _city.TaskIdAsync(number, "handler-hw", "AwaitReceipt");

        await new Api(fixture.Host).SettleAsync((await NowAsync()).AddMinutes(30));

        (await _city.As("handler-hw").GetAsync($"/api/tasks/{task}")).Status.Should().Be(404);
        (await _city.As("handler-hw").PostAsync($"/api/tasks/{task}/complete", new JsonObject { ["outcome"] = "Received" })).Status.Should().Be(404);
        var listed = (await _city.As("desk-hw").GetAsync("/api/substitutions")).Ok()["items"]!.AsArray().Single(item => item!["id"]!.GetValue<string>() == id)!;
        listed["isActive"]!.GetValue<bool>().Should().BeFalse();
        (await _city.DoAsync(number, "desk-hw", "AwaitReceipt", "Received")).Ok();
    }

    [Theory]
    [InlineData("handler-hw", "desk-hw", "handler-hw", 403)]
    [InlineData("admin-system", "desk-hw", "handler-hw", 403)]
    [InlineData("desk-hw", "desk-hw", "desk-sw", 422)]
    [InlineData("desk-hw", "desk-hw", "desk-hw", 422)]
    [InlineData("admin-security", "desk-hw", "auditor", 422)]
    [InlineData("admin-security", "admin-system", "admin-security", 422)]
    [InlineData("admin-security", "desk-hw", "citizen-01", 422)]
    public async Task Set_AgainstTheRules_IsRefused(string by, string absent, string deputy, int status) =>
        (await RequestAsync(by, absent, deputy, TimeSpan.FromDays(1))).Status.Should().Be(status);

    [Fact]
    public async Task Set_Twice_OverlapsAndIsLogged()
    {
        var id = await SetAsync("desk-hw", "desk-hw", "handler-hw", TimeSpan.FromDays(3));

        var second = await RequestAsync("desk-hw", "desk-hw", "handler-hw", TimeSpan.FromDays(1));
        await EndAsync("desk-hw", id);

        second.Status.Should().Be(409);
        var log = (await _city.As("admin-audit").GetAsync("/api/admin-log?action=substitution.set")).Ok()["items"]!.AsArray();
        log.Should().Contain(row => row!["target"]!.GetValue<string>() == id && row["actor"]!.GetValue<string>() == "desk-hw");
        (await _city.As("admin-audit").GetAsync("/api/admin-log/verify")).Ok()["isIntact"]!.GetValue<bool>().Should().BeTrue();
        (await _city.As("admin-security").GetAsync("/api/admin-log")).Status.Should().Be(403);
    }

    private async Task<string> DivertedAsync()
    {
        var number = await _city.ReportAsync();
        (await _city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
        (await _city.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = Cleaning })).Ok();
        return number;
    }

    private async Task<DateTimeOffset> NowAsync() => (await new Api(fixture.Host).GetAsync("/api/clock")).Json["now"]!.GetValue<DateTimeOffset>();

    private async Task<ApiAnswer> RequestAsync(string by, string absent, string deputy, TimeSpan length) => await _city.As(by).PostAsync("/api/substitutions", new JsonObject
    {
        ["absent"] = absent,
        ["deputy"] = deputy,
        ["to"] = (await NowAsync()) + length,
        ["reason"] = "外出培训",
    });

    private async Task<string> SetAsync(string by, string absent, string deputy, TimeSpan length) =>
        (await RequestAsync(by, absent, deputy, length)).Ok()["id"]!.GetValue<string>();

    private async Task EndAsync(string by, string id) => (await _city.As(by).PostAsync($"/api/substitutions/{id}/end", new JsonObject { ["reason"] = "已返岗" })).Ok();
}
