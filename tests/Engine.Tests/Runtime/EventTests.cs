using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Triggers;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

public sealed class EventTests : IAsyncDisposable
{
    private readonly TestEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Publish_WaitingInstance_ReceivesPayloadOnce()
    {
        await _engine.StartAsync("a", """[{"op":"wait","name":"Paid"}]""");

        await _engine.PublishAsync("e1", "Paid", payload: """{"sum":3}""");
        await _engine.PublishAsync("e1", "Paid", payload: """{"sum":3}""");
        await _engine.Matcher.MatchPendingAsync();

        (await _engine.LogAsync("a")).Should().Equal("Paid");
        (await _engine.Db.ReadAsync(db => db.Events.SingleAsync())).Matched.Should().BeTrue();
        (await _engine.Db.ReadAsync(db => db.EventWaits.CountAsync())).Should().Be(0);
        var row = await _engine.Db.ReadAsync(db => db.Journal.SingleAsync(journal => journal.Kind == "event"));
        row.ActorId.Should().Be("p-9");
        row.StimulusId.Should().Be("e1/a-1-b0");
    }

    [Fact]
    public async Task Publish_Correlation_ReachesOnlyItsWaits()
    {
        await _engine.StartAsync("a", """[{"op":"wait","name":"Paid"}]""", "c-1");
        await _engine.StartAsync("b", """[{"op":"wait","name":"Paid"}]""", "c-2");
        await _engine.StartAsync("c", """[{"op":"wait","name":"Paid"}]""");

        await _engine.PublishAsync("e1", "Paid", correlationId: "c-2");
        await _engine.Matcher.MatchPendingAsync();

        (await _engine.LogAsync("a")).Should().BeEmpty();
        (await _engine.LogAsync("b")).Should().Equal("Paid");
        (await _engine.LogAsync("c")).Should().BeEmpty();
    }

    [Fact]
    public async Task Publish_WithoutCorrelation_ReachesAllWaits()
    {
        await _engine.StartAsync("a", """[{"op":"wait","name":"Paid"}]""", "c-1");
        await _engine.StartAsync("b", """[{"op":"wait","name":"Paid"}]""");
        await _engine.StartAsync("other", """[{"op":"wait","name":"paid"}]""");

        await _engine.PublishAsync("e1", "Paid");
        await _engine.Matcher.MatchPendingAsync();

        (await _engine.LogAsync("a")).Should().Equal("Paid");
        (await _engine.LogAsync("b")).Should().Equal("Paid");
        (await _engine.LogAsync("other")).Should().BeEmpty("event names are case-sensitive");
    }

    [Fact]
    public async Task Publish_LocalEventOfABurst_ReachesOnlyItsInstance()
    {
        await _engine.StartAsync("b", """[{"op":"wait","name":"Go"}]""");
        await _engine.StartAsync("a", """[{"op":"wait","name":"Go"},{"op":"publish","name":"Go","local":true}]""");

        await _engine.Matcher.MatchPendingAsync();

        (await _engine.LogAsync("a")).Should().Equal("Go");
        (await _engine.LogAsync("b")).Should().BeEmpty();
    }

    [Fact]
    public async Task Publish_BeforeTheWait_IsTakenWithinTheWindow()
    {
        await _engine.PublishAsync("e1", "Paid", correlationId: "c-1");
        await _engine.Matcher.MatchPendingAsync();
        _engine.Time.Advance(TimeSpan.FromMinutes(9));

        await _engine.StartAsync("other", """[{"op":"wait","name":"Paid"}]""", "c-2");
        await _engine.StartAsync("a", """[{"op":"wait","name":"Paid"}]""", "c-1");
        await _engine.Matcher.MatchPendingAsync();

        (await _engine.LogAsync("a")).Should().Equal("Paid");
        (await _engine.LogAsync("other")).Should().BeEmpty("never beyond the sender's correlation");
    }

    [Fact]
    public async Task Publish_LongBeforeTheWait_IsNotTaken()
    {
        await _engine.PublishAsync("e1", "Paid");
        await _engine.Matcher.MatchPendingAsync();
        _engine.Time.Advance(TimeSpan.FromMinutes(11));

        await _engine.StartAsync("a", """[{"op":"wait","name":"Paid"}]""");
        await _engine.Matcher.MatchPendingAsync();

        (await _engine.LogAsync("a")).Should().BeEmpty();
    }

    [Fact]
    public async Task Publish_FasterThanTheSteps_EachWaitTakesTheOldestUntakenEvent()
    {
        await _engine.StartAsync("a", """[{"op":"wait","name":"E","then":[{"op":"wait","name":"E","then":[{"op":"wait","name":"E"}]}]}]""");

        for (var i = 0; i < 3; i++) await _engine.PublishAsync($"e{i}", "E");
        await _engine.Matcher.MatchPendingAsync();

        (await _engine.LogAsync("a")).Should().HaveCount(3);
        (await _engine.Db.ReadAsync(db => db.Journal.Where(row => row.Kind == "event").OrderBy(row => row.Sequence).Select(row => row.StimulusId.Substring(0, 2)).ToListAsync()))
            .Should().Equal("e0", "e1", "e2");
    }

    [Fact]
    public async Task Publish_FourAtOnceAtFourWaitsOfFortyInstances_LeavesNoneStuck()
    {
        using var stop = new CancellationTokenSource();
        var loop = _engine.Matcher.MatchLoopAsync(stop.Token);
        const string Waits = """[{"op":"wait","name":"A"},{"op":"wait","name":"B"},{"op":"wait","name":"C","then":[{"op":"wait","name":"D"}]}]""";

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var start = _engine.StartAsync($"i{i}", Waits, $"c{i}");
            var events = new[] { "A", "B", "C", "D" }.Select(name => _engine.PublishAsync($"{name}{i}", name, correlationId: $"c{i}"));
            await Task.WhenAll(events.Append(start));
        })));
        await TimerServiceTests.EventuallyAsync(async () => await _engine.Db.ReadAsync(db => db.EventWaits.CountAsync()) == 0);

        for (var i = 0; i < 40; i++) (await _engine.LogAsync($"i{i}")).Should().BeEquivalentTo("A", "B", "C", "D");
        await stop.CancelAsync();
        await loop;
    }

    [Fact]
    public async Task Sweep_NodeStoppedBeforeMatching_TheEventIsStillDelivered()
    {
        await _engine.StartAsync("a", """[{"op":"wait","name":"Paid"}]""");
        var row = new EventRow { Id = "e1", Name = "Paid", Hash = BookmarkHash.ForEvent("Paid"), ActorId = "x", At = TestEngine.Noon };
        await _engine.EventStore.AddAsync(row);
        await _engine.Matcher.SweepAsync();
        _engine.Matcher.Pending.Should().Be(1 + 1, "the wait looks by itself, and the sweep finds it; the event is too young to be a left-over");
        _engine.Time.Advance(TimeSpan.FromSeconds(10));
        await _engine.Matcher.SweepAsync();
        await _engine.Matcher.MatchPendingAsync();

        (await _engine.LogAsync("a")).Should().Equal("Paid");
    }

    [Fact]
    public async Task Sweep_NodeStoppedHalfWayThroughABroadcast_TheRestIsServedAndNobodyTwice()
    {
        const string Loop = """[{"op":"wait","name":"E","then":[{"op":"wait","name":"E"}]}]""";
        await _engine.StartAsync("a", Loop);
        await _engine.StartAsync("b", Loop);
        await _engine.Matcher.MatchPendingAsync();
        await _engine.EventStore.AddAsync(new EventRow { Id = "e1", Name = "E", Hash = BookmarkHash.ForEvent("E"), ActorId = "x", At = TestEngine.Noon });
        await _engine.Instances.DeliverAsync("a", null, new EventReceived("a-1-b0", "e1", "E", default) { Id = "e1/a-1-b0", Actor = Actor.Engine, At = TestEngine.Noon });
        _engine.Time.Advance(TimeSpan.FromSeconds(10));

        await _engine.Matcher.SweepAsync();
        await _engine.Matcher.MatchPendingAsync();
        await _engine.Matcher.SweepAsync();
        await _engine.Matcher.MatchPendingAsync();

        (await _engine.LogAsync("a")).Should().Equal("E");
        (await _engine.LogAsync("b")).Should().Equal("E");
    }

    [Fact]
    public async Task Sweep_OldEvents_ArePurged()
    {
        await _engine.PublishAsync("e1", "Paid");
        _engine.Time.Advance(TimeSpan.FromDays(8));

        await _engine.Matcher.SweepAsync();

        (await _engine.Db.ReadAsync(db => db.Events.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task Publish_EventTrigger_StartsOneInstancePerEvent()
    {
        await _engine.Triggers.ReplaceAsync("def", "content-1", [new StartTrigger("evt1", StartTriggerKind.Event, "Reported")]);

        await _engine.PublishAsync("e1", "Reported", correlationId: "c-9");
        await _engine.Matcher.MatchPendingAsync();
        await _engine.Matcher.SweepAsync();
        await _engine.Matcher.MatchPendingAsync();

        var instance = await _engine.Db.ReadAsync(db => db.Instances.SingleAsync());
        instance.CorrelationId.Should().Be("c-9");
        (await _engine.Db.ReadAsync(db => db.Events.SingleAsync())).Matched.Should().BeTrue();
    }
}
