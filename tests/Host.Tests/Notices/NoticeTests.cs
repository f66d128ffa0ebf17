using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Notices;

/// <summary>People hear of what waits for them, and no longer of what is done.</summary>
[Collection(HostCollection.Name)]
public sealed class NoticeTests(HostFixture fixture)
{
    private const string Power = "410999-GD";
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Whistle_IsToldToTheDesk_UntilItIsReceived()
    {
        var number = await DivertedAsync();

        var whistle = await WaitAsync("desk-gd", number, "Whistle");
        (await _city.DoAsync(number, "desk-gd", "AwaitReceipt", "Received")).Ok();
        await WaitAsync("handler-gd", number, "NewTask");

        whistle["taskName"]!.GetValue<string>().Should().Be("AwaitReceipt");
        whistle["readAt"].Should().BeNull();
        await GoneAsync("desk-gd", number, "Whistle");
    }

    [Fact]
    public async Task Overdue_IsToldOnce_WhileTheTaskWaits()
    {
        var number = await DivertedAsync();
        await WaitAsync("desk-gd", number, "Whistle");
        var due = (await _city.CaseAsync(number))["orders"]![0]!["clocks"]![0]!["due"]!.GetValue<DateTimeOffset>();

        await new Api(fixture.Host).SettleAsync(due.AddMinutes(1));

        await WaitAsync("desk-gd", number, "Overdue");
        (await ListAsync("desk-gd", unread: false)).Count(item => Is(item, number, "Overdue")).Should().Be(1);
        (await _city.DoAsync(number, "desk-gd", "AwaitReceipt", "Received")).Ok();
        await GoneAsync("desk-gd", number, "Overdue");
    }

    [Fact]
    public async Task Read_MarksOwnNoticesOnly()
    {
        var number = await DivertedAsync();
        var notice = await WaitAsync("desk-gd", number, "Whistle");

        (await _city.As("handler-gd").PostAsync("/api/notices/read")).Ok();
        (await ListAsync("desk-gd", unread: true)).Should().Contain(item => Is(item, number, "Whistle"));
        (await _city.As("desk-gd").PostAsync("/api/notices/read", new JsonObject { ["keys"] = new JsonArray(notice["key"]!.GetValue<string>()) })).Ok();

        (await ListAsync("desk-gd", unread: true)).Should().NotContain(item => Is(item, number, "Whistle"));
        notice.ToJsonString(ApiAnswer.Relaxed).Should().NotContain("井盖").And.NotContain("周女士");
    }

    [Fact]
    public async Task ReadAll_LeavesNothingNew_UntilSomethingComes()
    {
        var first = await DivertedAsync();
        await WaitAsync("desk-gd", first, "Whistle");

        (await _city.As("desk-gd").PostAsync("/api/notices/read")).Ok()["unread"]!.GetValue<int>().Should().Be(0);
        (await ListAsync("desk-gd", unread: true)).Should().BeEmpty();
        var clock = (await _city.CaseAsync(first))["orders"]![0]!["clocks"]![0]!["due"]!.GetValue<DateTimeOffset>();
        await new Api(fixture.Host).SettleAsync(clock.AddMinutes(1));

        await WaitAsync("desk-gd", first, "Overdue");
    }

    [Fact]
    public async Task List_InPages_GivesEachNoticeOnce()
    {
        for (var i = 0; i < 3; i++) await DivertedAsync();
        var all = await ListAsync("desk-gd", unread: false);
        var paged = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = (await _city.As("desk-gd").GetAsync($"/api/notices?limit=2&cursor={next}")).Ok();
            paged.AddRange(page["items"]!.AsArray().Select(item => item!["key"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }

        paged.Should().Equal(all.Select(item => item["key"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Read_OfWhatIsNoNotice_IsRefused()
    {
        var answer = await _city.As("desk-gd").PostAsync("/api/notices/read", new JsonObject { ["keys"] = new JsonArray("nonsense") });

        ((int)answer.Status).Should().Be(422);
        answer.Text.Should().Contain("nonsense");
    }

    private async Task<string> DivertedAsync()
    {
        // What comes at the very moment at which another test marked everything as read would count as read.
        var api = new Api(fixture.Host);
        await api.SettleAsync((await api.GetAsync("/api/clock")).Ok()["now"]!.GetValue<DateTimeOffset>().AddSeconds(1));
        var number = await _city.ReportAsync();
        (await _city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
        (await _city.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = Power })).Ok();
        return number;
    }

    private Task<JsonNode> WaitAsync(string person, string number, string kind) => Eventually.GetAsync(
        async () => (await ListAsync(person, unread: true)).FirstOrDefault(item => Is(item, number, kind)),
        async () => string.Join(", ", (await ListAsync(person, unread: false)).Select(item => item.ToJsonString())), TestContext.Current.CancellationToken);

    private Task GoneAsync(string person, string number, string kind) => Eventually.GetAsync<object>(
        async () => (await ListAsync(person, unread: true)).Any(item => Is(item, number, kind)) ? null : this,
        () => Task.FromResult($"{person} is still told of {kind}"), TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string person, bool unread) =>
        [.. (await _city.As(person).GetAsync($"/api/notices?limit=500&unread={(unread ? "true" : "false")}")).Ok()["items"]!.AsArray().Select(item => item!)];

    private static bool Is(JsonNode item, string number, string kind) => item["caseNumber"]?.GetValue<string>() == number && item["kind"]!.GetValue<string>() == kind;
}
