using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>A case goes round the loop over REST, by the hands of different people.</summary>
[Collection(HostCollection.Name)]
public sealed class CaseLoopTests(HostFixture fixture)
{
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Loop_ReportToEvaluation_ClosesTheCaseAndCountsInTheRates()
    {
        var number = await _city.ReceivedCaseAsync();
        (await _city.ReplyAsync(number)).Ok();
        (await _city.VerifyAsync(number, passed: true)).Ok();
        (await _city.EvaluateAsync(number)).Ok();

        var @case = await _city.CaseAsync(number);
        @case["state"]!.GetValue<string>().Should().Be("Closed");
        @case["openTasks"]!.AsArray().Should().BeEmpty();
        var rates = await RatesAsync();
        rates["completion"]!["numeratorCases"]!.AsArray().Select(item => item!.GetValue<string>()).Should().Contain(number);
        rates["satisfaction"]!["numeratorCases"]!.AsArray().Select(item => item!.GetValue<string>()).Should().Contain(number);
    }

    [Fact]
    public async Task Verification_Failed_SendsTheOrderBackToTheSameUnit()
    {
        var number = await _city.ReceivedCaseAsync();
        (await _city.ReplyAsync(number)).Ok();
        (await _city.VerifyAsync(number, passed: false)).Ok();

        var @case = await _city.CaseAsync(number);
        @case["state"]!.GetValue<string>().Should().Be("Reworking");
        @case["reworkCount"]!.GetValue<int>().Should().Be(1);
        @case["orders"]!.AsArray().Should().ContainSingle().Which!["unit"]!.GetValue<string>().Should().Be(City.Water);
        (await _city.ReplyAsync(number)).Ok();
        (await _city.VerifyAsync(number, passed: true)).Ok();
    }

    [Fact]
    public async Task Receipt_LimitRunsOut_RemindsAndMarksTheOrder()
    {
        var number = await _city.DivertedCaseAsync();
        var due = (await _city.CaseAsync(number))["orders"]![0]!["clocks"]![0]!["due"]!.GetValue<DateTimeOffset>();

        await new Api(fixture.Host).SettleAsync(due.AddMinutes(1));

        var @case = await _city.CaseAsync(number);
        @case["orders"]![0]!["isReceiveOverdue"]!.GetValue<bool>().Should().BeTrue();
        @case["incidents"]!.AsArray().Should().BeEmpty();
        (await _city.DoAsync(number, "desk-sw", "AwaitReceipt", "Received")).Ok();
    }

    [Fact]
    public async Task Withdraw_BeforeTheReply_EndsCaseAndTasks()
    {
        var number = await _city.ReceivedCaseAsync("C0101-3");

        var answer = await _city.As("clerk-01").PostAsync($"/api/cases/{number}/actions/withdraw", new JsonObject { ["reasonCode"] = "Requester", ["reason"] = "诉求人来电撤回" });

        answer.Ok();
        var @case = await _city.CaseAsync(number);
        @case["state"]!.GetValue<string>().Should().Be("Withdrawn");
        @case["openTasks"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Withdraw_PublicSafetyMatter_GoesOnWithoutTheRequester()
    {
        var number = await _city.ReceivedCaseAsync("C0101-1");

        var answer = await _city.As("clerk-01").PostAsync($"/api/cases/{number}/actions/withdraw", new JsonObject { ["reasonCode"] = "Requester", ["reason"] = "诉求人来电撤回" });

        answer.Status.Should().Be(409);
        answer.Json["code"]!.GetValue<string>().Should().Be("Withdraw.PublicSafety");
        (await _city.CaseAsync(number))["state"]!.GetValue<string>().Should().Be("InProgress");
    }

    [Fact]
    public async Task Handler_VerifyingOwnWork_IsRefused()
    {
        var number = await _city.ReceivedCaseAsync();
        (await _city.ReplyAsync(number)).Ok();
        var task = (await _city.CaseAsync(number))["openTasks"]![0]!["id"]!.GetValue<string>();

        var answer = await _city.As("handler-sw").PostAsync($"/api/tasks/{task}/complete", new JsonObject { ["outcome"] = "Passed" });

        answer.Status.Should().BeOneOf([403, 404], "the handler's unit never verifies");
        (await _city.CaseAsync(number))["state"]!.GetValue<string>().Should().Be("Replied");
    }

    [Fact]
    public async Task Task_OfAnotherUnit_IsNotFound()
    {
        var number = await _city.DivertedCaseAsync();
        var task = (await _city.CaseAsync(number))["openTasks"]![0]!["id"]!.GetValue<string>();

        (await _city.As("desk-zh1").PostAsync($"/api/tasks/{task}/complete", new JsonObject { ["outcome"] = "Received" })).Status.Should().Be(404);
        (await _city.As("desk-zh1").GetAsync($"/api/cases/{number}")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Replay_EveryStep_GivesTheRecordedBursts()
    {
        var number = await _city.ReceivedCaseAsync();
        var api = new Api(fixture.Host);

        var whole = (await api.GetAsync($"/api/cases/{number}/replay")).Ok();
        var early = (await api.GetAsync($"/api/cases/{number}/replay?step=2")).Ok();

        whole["outcome"]!.GetValue<string>().Should().Be("Equal");
        early["case"]!["state"]!.GetValue<string>().Should().Be("PendingDivert");
        (await api.GetAsync($"/api/cases/{number}/replay?step=999")).Status.Should().Be(422);
    }

    private async Task<JsonNode> RatesAsync() =>
        (await new Api(fixture.Host).GetAsync($"/api/assessment/rates?unit={City.Water}&from=2026-03-01T00:00:00%2B08:00&to=2026-12-31T00:00:00%2B08:00")).Ok()["rates"]!;
}
