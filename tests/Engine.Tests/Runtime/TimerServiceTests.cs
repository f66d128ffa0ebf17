using FluentAssertions;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Runtime.Instances;
using GridGov.Workflow.Engine.Runtime.Timers;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

public sealed class TimerServiceTests : IAsyncDisposable
{
    private readonly TestEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task RunDue_CommittedTimer_RunsAtItsTimeAndNotBefore()
    {
        await _engine.StartAsync("a", """[{"op":"timer","name":"x","in":"00:01:00"}]""");

        _engine.Time.Advance(TimeSpan.FromSeconds(59));
        (await _engine.Timers.RunDueAsync()).Should().Be(0);
        _engine.Time.Advance(TimeSpan.FromSeconds(1));
        (await _engine.Timers.RunDueAsync()).Should().Be(1);

        (await _engine.LogAsync("a")).Should().Equal("x");
        _engine.Timers.Held.Should().Be(0);
    }

    [Fact]
    public async Task Sweep_TimersOfAStoppedNode_AreFoundInBatchesAndRunOnce()
    {
        for (var i = 0; i < 120; i++) await _engine.StartAsync($"i{i:000}", """[{"op":"timer","name":"x","in":"10:00:00"}]""");
        _engine.Timers.Held.Should().Be(0, "the timers are beyond the horizon");
        _engine.Instances.Unload();
        _engine.Time.Advance(TimeSpan.FromHours(11));

        var ran = 0;
        while (await _engine.Timers.SweepAsync()) ran += await _engine.Timers.RunDueAsync();
        ran += await _engine.Timers.RunDueAsync();

        ran.Should().Be(120);
        (await _engine.Db.ReadAsync(db => db.Timers.CountAsync())).Should().Be(0);
        (await _engine.Db.ReadAsync(db => db.Journal.CountAsync(row => row.Kind == "timer"))).Should().Be(120);
    }

    [Fact]
    public async Task RunDue_TimerConsumedByAnotherStimulus_DoesNothing()
    {
        await _engine.StartAsync("a", """[{"op":"timer","name":"x","in":"00:01:00"},{"op":"task"}]""");
        _engine.Time.Advance(TimeSpan.FromMinutes(2));
        await _engine.CompleteAsync("a", "a-1-t1");

        (await _engine.Timers.RunDueAsync()).Should().Be(0);

        (await _engine.Db.ReadAsync(db => db.Journal.CountAsync())).Should().Be(3);
    }

    [Fact]
    public async Task RunDue_InstanceThatFails_IsTriedAgainEverMoreRarelyAndBlocksNobody()
    {
        _engine.Core.MoreChanges = (state, stimulus) => state.InstanceId == "bad" && stimulus is TimerDue ? throw new InvalidOperationException("bug") : [];
        await _engine.StartAsync("bad", """[{"op":"timer","name":"x","in":"00:01:00"}]""");
        await _engine.StartAsync("good", """[{"op":"timer","name":"x","in":"00:01:00"}]""");
        _engine.Time.Advance(TimeSpan.FromMinutes(1));

        (await _engine.Timers.RunDueAsync()).Should().Be(1);
        await _engine.Timers.SweepAsync();
        _engine.Timers.Held.Should().Be(1, "the sweep leaves out what failed; only its next try is held");
        _engine.Time.Advance(TimeSpan.FromSeconds(5));
        await _engine.Timers.RunDueAsync();
        _engine.Time.Advance(TimeSpan.FromSeconds(5));
        _engine.Core.MoreChanges = (_, _) => [];
        (await _engine.Timers.RunDueAsync()).Should().Be(0, "the second wait is twice as long");
        _engine.Time.Advance(TimeSpan.FromSeconds(5));

        (await _engine.Timers.RunDueAsync()).Should().Be(1);
        (await _engine.LogAsync("bad")).Should().Equal("x");
    }

    [Fact]
    public async Task RunDue_ManyDue_RunsEnoughAtATimeToFillCommitGroups()
    {
        // 8 at a time gave a quarter of the timers a second: each group waited for the answers of the one before.
        var options = new TimerOptions();
        options.Concurrency.Should().BeGreaterThanOrEqualTo(new CommitOptions().MaxGroup / 2);
        var gate = new Gate();
        var signals = new CommitSignals();
        var timers = new TimerService(_engine.Db, gate, signals, _engine.Clock, _engine.Time, options, NullLogger<TimerService>.Instance);
        for (var i = 0; i < options.Concurrency * 2; i++) await _engine.StartAsync($"i{i:000}", """[{"op":"timer","name":"x","in":"00:01:00"}]""");
        _engine.Time.Advance(TimeSpan.FromMinutes(1));
        await timers.SweepAsync();

        var run = timers.RunDueAsync();
        await EventuallyAsync(() => Task.FromResult(gate.Inside == options.Concurrency));
        gate.Open();

        (await run).Should().Be(options.Concurrency * 2);
        gate.Most.Should().Be(options.Concurrency);
    }

    [Fact]
    public async Task RunLoop_NearTimer_WakesTheLoopWithoutPolling()
    {
        using var stop = new CancellationTokenSource();
        var loop = _engine.Timers.RunLoopAsync(stop.Token);
        await _engine.StartAsync("a", """[{"op":"timer","name":"x","in":"00:01:00"}]""");

        await EventuallyAsync(async () =>
        {
            _engine.Time.Advance(TimeSpan.FromMinutes(1));
            return (await _engine.LogAsync("a")).Count == 1;
        });

        await stop.CancelAsync();
        await loop;
    }

    [Fact]
    public void Heap_ManyTimers_GivesInstancesOnceInDueOrder()
    {
        var heap = new TimerHeap();
        heap.Add("later", TestEngine.Noon.AddMinutes(2)).Should().BeTrue();
        heap.Add("sooner", TestEngine.Noon.AddMinutes(1)).Should().BeTrue();
        heap.Add("sooner", TestEngine.Noon.AddMinutes(1)).Should().BeFalse();
        heap.Add("sooner", TestEngine.Noon.AddMinutes(3)).Should().BeFalse();

        heap.NextDue.Should().Be(TestEngine.Noon.AddMinutes(1));
        heap.TakeDue(TestEngine.Noon, 10).Should().BeEmpty();
        heap.TakeDue(TestEngine.Noon.AddMinutes(3), 10).Should().Equal("sooner", "later");
        heap.NextDue.Should().BeNull();
    }

    /// <summary>Instances whose timers do not come back before the gate is opened.</summary>
    private sealed class Gate : IWorkflowInstances
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();

        public int Inside { get; private set; }
        public int Most { get; private set; }

        public void Open() => _open.SetResult();

        public async Task<int> RunDueTimersAsync(string instanceId, DateTimeOffset now)
        {
            lock (_lock) Most = Math.Max(Most, ++Inside);
            await _open.Task;
            lock (_lock) Inside--;
            return 1;
        }

        public Task<StimulusReply> DeliverAsync(string instanceId, string? contentHash, Stimulus stimulus) => throw new NotSupportedException();

        public Task<HumanTask?> FindTaskAsync(string instanceId, string taskId) => throw new NotSupportedException();
    }

    internal static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
