using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

public sealed class InstanceProcessorTests : IAsyncDisposable
{
    private const string OneTask = """[{"op":"task","name":"Verify","then":[{"op":"finish"}]}]""";
    private readonly TestEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Start_NewInstance_WritesStateJournalAndTaskInOneTransaction()
    {
        var reply = await _engine.StartAsync("a", OneTask);

        reply.Refusal.Should().BeNull();
        reply.Burst.Should().Be(1);
        _engine.Pipeline.Groups.Should().Be(1);
        var row = await _engine.Db.ReadAsync(db => db.Instances.SingleAsync());
        row.Burst.Should().Be(1);
        row.SubStatus.Should().Be(WorkflowSubStatus.Suspended);
        var journal = await _engine.Db.ReadAsync(db => db.Journal.SingleAsync());
        journal.Hash.Should().Equal(row.HeadHash);
        journal.Kind.Should().Be("start");
        journal.ActorId.Should().Be("p-1001");
        var task = TaskRows.ToTask(await _engine.Db.ReadAsync(db => db.Tasks.SingleAsync()), default);
        task.Name.Should().Be("Verify");
        task.Candidates.Should().Equal("system");
        (await _engine.Db.ReadAsync(db => db.TaskCandidates.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Complete_OpenTask_ClosesTheRowAndDropsItsCandidates()
    {
        await _engine.StartAsync("a", OneTask);

        var reply = await _engine.CompleteAsync("a", "a-1-t0");

        reply.Status.Should().Be(WorkflowStatus.Finished);
        var task = await _engine.Db.ReadAsync(db => db.Tasks.SingleAsync());
        task.Status.Should().Be(HumanTaskStatus.Completed);
        task.CompletedBy.Should().Be("p-1002");
        (await _engine.Db.ReadAsync(db => db.TaskCandidates.CountAsync())).Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deliver_SameStimulusTwice_ReturnsTheFirstReply(bool afterRestart)
    {
        await _engine.StartAsync("a", """[{"op":"task"},{"op":"task"}]""");
        var first = await _engine.CompleteAsync("a", "a-1-t0", "k1", "AB");
        await _engine.CompleteAsync("a", "a-1-t1", "k2", "CD");
        if (afterRestart) _engine.Instances.Unload();

        var again = await _engine.CompleteAsync("a", "a-1-t0", "k1", "AB");

        again.Repeated.Should().BeTrue();
        again.Burst.Should().Be(first.Burst);
        again.Result.GetRawText().Should().Be(first.Result.GetRawText());
        (await _engine.Db.ReadAsync(db => db.Journal.CountAsync())).Should().Be(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deliver_SameKeyOtherBody_IsRefused(bool afterRestart)
    {
        await _engine.StartAsync("a", """[{"op":"task"},{"op":"task"}]""");
        await _engine.CompleteAsync("a", "a-1-t0", "k1", "AB");
        if (afterRestart) _engine.Instances.Unload();

        var reply = await _engine.CompleteAsync("a", "a-1-t1", "k1", "CD");

        reply.Refusal!.Code.Should().Be("idempotency.body-differs");
        reply.Refusal.Kind.Should().Be(RefusalKind.Invalid);
        (await _engine.StateAsync("a")).Burst.Should().Be(2);
    }

    [Fact]
    public async Task Start_SameStimulusTwiceAfterRestart_ReturnsTheFirstReply()
    {
        var first = await _engine.StartAsync("a", OneTask);
        _engine.Instances.Unload();

        var again = await _engine.StartAsync("a", OneTask);

        again.Repeated.Should().BeTrue();
        again.Burst.Should().Be(first.Burst);
        (await _engine.Db.ReadAsync(db => db.Instances.CountAsync())).Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_ExistingInstanceOtherStimulus_IsRefused(bool afterRestart)
    {
        await _engine.StartAsync("a", OneTask);
        if (afterRestart) _engine.Instances.Unload();

        var reply = await _engine.StartAsync("a", OneTask, stimulusId: "another");

        reply.Refusal!.Code.Should().Be("instance.exists");
    }

    [Fact]
    public async Task Deliver_UnknownInstance_IsRefusedAsNotFound()
    {
        var reply = await _engine.CompleteAsync("nobody", "t");

        reply.Refusal!.Kind.Should().Be(RefusalKind.NotFound);
    }

    [Fact]
    public async Task Start_UnknownContent_IsRefusedAsNotFound()
    {
        var reply = await _engine.Instances.DeliverAsync("a", "missing", new Start { Id = "s", InstanceId = "a", Actor = new Actor("x"), At = TestEngine.Noon });

        reply.Refusal!.Code.Should().Be("definition.not-found");
    }

    [Fact]
    public async Task Deliver_SixtyFourCompletesOfOneTask_OneWins()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = $"r{round}";
            await _engine.StartAsync(id, OneTask);
            var replies = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => _engine.CompleteAsync(id, $"{id}-1-t0", $"{id}/k{i}"))));

            replies.Count(reply => reply.Refusal is null).Should().Be(1);
            replies.Where(reply => reply.Refusal is not null).Should().OnlyContain(reply => reply.Refusal!.Code == "instance.finished");
        }
    }

    [Fact]
    public async Task Deliver_TwoProcessorsOfOneInstance_TheFenceLetsOneCommitAndTheOtherReloads()
    {
        await _engine.StartAsync("a", """[{"op":"task"},{"op":"task"}]""");
        var one = new Engine.Runtime.Instances.InstanceProcessor("a", _engine.Services);
        var two = new Engine.Runtime.Instances.InstanceProcessor("a", _engine.Services);
        await one.RunDueTimersAsync(_engine.Clock.Now);
        await two.RunDueTimersAsync(_engine.Clock.Now);

        var first = await one.DeliverAsync(null, Complete("a-1-t0"));
        var second = await two.DeliverAsync(null, Complete("a-1-t1"));

        first.Burst.Should().Be(2);
        second.Burst.Should().Be(3);
        second.Refusal.Should().BeNull();
        two.State!.Tasks.Should().BeEmpty();
    }

    [Fact]
    public async Task Deliver_StaleProcessorCompletesTheSameTask_IsRefusedByReloadedState()
    {
        await _engine.StartAsync("a", """[{"op":"task"}]""");
        var stale = new Engine.Runtime.Instances.InstanceProcessor("a", _engine.Services);
        await stale.RunDueTimersAsync(_engine.Clock.Now);
        await _engine.CompleteAsync("a", "a-1-t0", "winner");

        var late = await stale.DeliverAsync(null, Complete("a-1-t0"));

        late.Refusal!.Code.Should().Be("task.not-open");
        (await _engine.Db.ReadAsync(db => db.Journal.CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task Deliver_OwnTimersDueBefore_RunFirstInDueOrderWithTheirDueTimes()
    {
        await _engine.StartAsync("a", """[{"op":"timer","name":"late","in":"00:20:00"},{"op":"timer","name":"early","in":"00:10:00"},{"op":"timer","name":"never","in":"01:00:00"},{"op":"task"}]""");
        _engine.Time.Advance(TimeSpan.FromMinutes(30));

        await _engine.CompleteAsync("a", "a-1-t3");

        (await _engine.LogAsync("a")).Should().Equal("early", "late");
        var rows = await _engine.Db.ReadAsync(db => db.Journal.OrderBy(row => row.Sequence).ToListAsync());
        rows.Select(row => row.Kind).Should().Equal("start", "timer", "timer", "task-completed");
        rows.Select(row => row.At - TestEngine.Noon).Should().Equal(TimeSpan.Zero, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30));
        (await _engine.Db.ReadAsync(db => db.Timers.SingleAsync())).DueAt.Should().Be(TestEngine.Noon.AddHours(1));
    }

    [Fact]
    public async Task Commit_SeveralTimers_StoresTheNearestAndNoneWhenFinished()
    {
        async Task<List<TimeSpan>> StoredAsync() => [.. (await _engine.Db.ReadAsync(db => db.Timers.ToListAsync())).Select(row => row.DueAt - TestEngine.Noon)];
        await _engine.StartAsync("a", """[{"op":"timer","name":"late","in":"00:20:00"},{"op":"timer","name":"early","in":"00:10:00"},{"op":"task"}]""");
        (await StoredAsync()).Should().Equal(TimeSpan.FromMinutes(10));

        _engine.Time.Advance(TimeSpan.FromMinutes(10));
        (await _engine.Instances.RunDueTimersAsync("a", _engine.Clock.Now)).Should().Be(1);
        (await StoredAsync()).Should().Equal(TimeSpan.FromMinutes(20));

        await _engine.Instances.DeliverAsync("a", null, new Cancel("no more") { Id = "cancel", Actor = new Actor("p-1002"), At = _engine.Clock.Now });
        (await StoredAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task RunDueTimers_TimerThatStartsAnother_RunsBothWhenBothAreDue()
    {
        await _engine.StartAsync("a", """[{"op":"timer","name":"one","in":"00:10:00","then":[{"op":"timer","name":"two","in":"00:10:00"}]}]""");
        _engine.Time.Advance(TimeSpan.FromMinutes(25));

        (await _engine.Instances.RunDueTimersAsync("a", _engine.Clock.Now)).Should().Be(2);

        (await _engine.LogAsync("a")).Should().Equal("one", "two");
        (await _engine.Db.ReadAsync(db => db.Timers.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task Deliver_BackstopTrips_DeliversAgainWithTheFailureRecorded()
    {
        _engine.Core.Backstop = stimulus => stimulus is TaskCompleted ? new EvaluationFailure(2, "out of memory") : null;
        await _engine.StartAsync("a", OneTask);

        var reply = await _engine.CompleteAsync("a", "a-1-t0");

        reply.Refusal.Should().BeNull();
        var row = await _engine.Db.ReadAsync(db => db.Journal.SingleAsync(journal => journal.Sequence == 2));
        Engine.History.JournalCodec.Read(Packing.Unpack(row.Payload)).Stimulus.FailEvaluation.Should().Be(new EvaluationFailure(2, "out of memory"));
    }

    private static TaskCompleted Complete(string taskId) =>
        new(taskId, null, default, null) { Id = $"complete/{taskId}", Actor = new Actor("p-1"), At = TestEngine.Noon };
}
