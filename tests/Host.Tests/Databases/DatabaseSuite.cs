using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>
/// What must hold on every database, on a real Host: the loop, races, kills, queries and history. The heirs say where the database is.
/// </summary>
public abstract class DatabaseSuite(DatabaseFixture database)
{
    private readonly HostProcess _host = database.Host;
    private readonly City _city = new(database.Host);
    private readonly Api _system = new(database.Host);

    [Fact]
    public async Task Loop_WithReworkAndAKillInBetween_ClosesAndReplaysEqual()
    {
        var number = await _city.ReceivedCaseAsync();
        (await _city.ReplyAsync(number)).Ok();
        _host.Kill();
        await _host.RestartAsync();
        (await _city.VerifyAsync(number, passed: false)).Ok();
        (await _city.ReplyAsync(number)).Ok();
        (await _city.VerifyAsync(number, passed: true)).Ok();
        (await _city.EvaluateAsync(number)).Ok();

        var closed = await _city.CaseAsync(number);
        closed["state"]!.GetValue<string>().Should().Be("Closed");
        closed["reworkCount"]!.GetValue<int>().Should().Be(1);
        (await _system.GetAsync($"/api/cases/{number}/replay")).Ok()["outcome"]!.GetValue<string>().Should().Be("Equal");
        (await _system.PostAsync("/api/audit/verify", new JsonObject())).Ok()["isIntact"]!.GetValue<bool>().Should().BeTrue();
        var list = (await _city.As("dispatcher-01").GetAsync($"/api/cases?unit={City.Water}&open=false")).Ok()["items"]!.AsArray();
        list.Select(item => item!["caseNumber"]!.GetValue<string>()).Should().Contain(number);
        var now = (await _system.GetAsync("/api/clock")).Json["now"]!.GetValue<DateTimeOffset>();
        var rates = (await _system.GetAsync($"/api/assessment/rates?unit={City.Water}&from={Uri.EscapeDataString($"{now.AddDays(-20):O}")}&to={Uri.EscapeDataString($"{now.AddDays(20):O}")}")).Ok();
        rates.ToJsonString().Should().Contain(number);
    }

    [Fact]
    public async Task ManyCompleteOneTask_OneWins()
    {
        var number = await _city.DivertedCaseAsync();
        var id = await _city.TaskIdAsync(number, "desk-sw", "AwaitReceipt");

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            _city.As("desk-sw").PostAsync($"/api/tasks/{id}/complete", new JsonObject { ["outcome"] = "Received" }, $"race-{i}")));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Where(answer => answer.Status != 200).Should().OnlyContain(answer => answer.Status == 409 && answer.Text.Contains("desk-sw"));
    }

    [Fact]
    public async Task SameKey_AfterARestart_GivesTheFirstAnswer_AndAnotherBodyIsRefused()
    {
        var number = await _city.DivertedCaseAsync();
        var path = $"/api/tasks/{await _city.TaskIdAsync(number, "desk-sw", "AwaitReceipt")}/complete";
        var desk = _city.As("desk-sw");
        var first = (await desk.PostAsync(path, new JsonObject { ["outcome"] = "Received" }, "once")).Ok();
        _host.Kill();
        await _host.RestartAsync();

        var again = (await desk.PostAsync(path, new JsonObject { ["outcome"] = "Received" }, "once")).Ok();
        var other = await desk.PostAsync(path, new JsonObject { ["outcome"] = "Received", ["data"] = new JsonObject { ["handler"] = "handler-sw" } }, "once");

        again["burst"]!.GetValue<long>().Should().Be(first["burst"]!.GetValue<long>());
        other.Status.Should().Be(422);
    }

    [Fact]
    public async Task ManyCasesAtOnce_AllMove_AndPagesMeetEachOnce()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => _city.ReceivedCaseAsync()));
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await _system.GetAsync($"/api/cases?limit=7{(cursor is null ? "" : $"&cursor={cursor}")}")).Ok();
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["caseNumber"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        seen.Should().OnlyHaveUniqueItems().And.Contain(numbers);
        (await _system.PostAsync("/api/audit/verify", new JsonObject())).Ok()["isIntact"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task LimitPassed_TimersRunOnce()
    {
        var number = await _city.DivertedCaseAsync();
        var now = (await _system.GetAsync("/api/clock")).Json["now"]!.GetValue<DateTimeOffset>();

        await _system.SettleAsync(now.AddDays(3));

        (await _city.CaseAsync(number))["orders"]![0]!["isReceiveOverdue"]!.GetValue<bool>().Should().BeTrue();
        (await _system.GetAsync($"/api/cases/{number}/replay")).Ok()["outcome"]!.GetValue<string>().Should().Be("Equal");
    }
}
