using FluentAssertions;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime.Commits;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

public sealed class CommitPipelineTests
{
    private const string OneTask = """[{"op":"task","then":[{"op":"finish"}]}]""";

    [Fact]
    public async Task Commit_ManyAtOnce_SharesTransactions()
    {
        await using var engine = new TestEngine();
        var (gate, blocker) = await BlockAsync(engine);

        var starts = Enumerable.Range(0, 100).Select(i => engine.StartAsync($"i{i}", OneTask)).ToList();
        await WaitUntilAsync(() => engine.Pipeline.Pending == 101);
        gate.SetResult();
        await Task.WhenAll(starts.Append(blocker));

        engine.Pipeline.Groups.Should().Be(3, "the blocker, 64, and the rest");
        (await engine.Db.ReadAsync(db => db.Instances.CountAsync())).Should().Be(100);
    }

    [Fact]
    public async Task Insert_RowsOfNoBurst_ShareTransactionsWithBursts()
    {
        await using var engine = new TestEngine();
        var rows = new DurableRows(engine.Pipeline);
        var (gate, blocker) = await BlockAsync(engine);

        var works = Enumerable.Range(0, 10).SelectMany(i => (Task[])[engine.StartAsync($"i{i}", OneTask), rows.InsertAsync(new NoteRow { Id = $"n{i}", Text = $"text {i}" })]).ToList();
        await WaitUntilAsync(() => engine.Pipeline.Pending == 21);
        gate.SetResult();
        await Task.WhenAll(works.Append(blocker));

        engine.Pipeline.Groups.Should().Be(2, "the blocker, and all others");
        (await engine.Db.ReadAsync(db => db.Set<NoteRow>().CountAsync())).Should().Be(10);
        var again = () => rows.InsertAsync(new NoteRow { Id = "n0", Text = "another" });
        (await again.Should().ThrowAsync<CommitFailedException>()).Which.IsUnavailable.Should().BeFalse();
    }

    [Fact]
    public async Task Commit_OnePoisonedBurst_FailsAloneAndNeighboursAreWritten()
    {
        await using var engine = new TestEngine();
        engine.Core.MoreChanges = (state, _) => state.InstanceId is "i3" or "i7"
            ? [new RowProjected(new NoteRow { Id = state.InstanceId, Text = "same text, unique index" }, RowOperation.Insert)]
            : [];
        var (gate, blocker) = await BlockAsync(engine);

        var starts = Enumerable.Range(0, 20).Select(i => engine.StartAsync($"i{i}", OneTask)).ToList();
        await WaitUntilAsync(() => engine.Pipeline.Pending == 21);
        gate.SetResult();
        await blocker;
        var outcomes = await Task.WhenAll(starts.Select(async start => await Record.ExceptionAsync(() => start)));

        outcomes.Count(outcome => outcome is null).Should().Be(19);
        outcomes.Single(outcome => outcome is not null).Should().BeOfType<CommitFailedException>();
        (await engine.Db.ReadAsync(db => db.Instances.CountAsync())).Should().Be(19);
        (await engine.Db.ReadAsync(db => db.Journal.CountAsync())).Should().Be(19);
    }

    [Fact]
    public async Task Commit_ProjectedRows_AreInsertedReplacedAndDeleted()
    {
        await using var engine = new TestEngine();
        var (first, second) = (new NoteRow { Id = "kept", Text = "1" }, new NoteRow { Id = "kept", Text = "2" });
        engine.Core.MoreChanges = (state, _) => state.Burst switch
        {
            1 => [new RowProjected(first, RowOperation.Insert), new RowProjected(new NoteRow { Id = "gone", Text = "3" }, RowOperation.Insert)],
            2 => [new RowProjected(second, RowOperation.Update, first), new RowProjected(new NoteRow { Id = "gone", Text = "3" }, RowOperation.Delete)],
            _ => [],
        };

        await engine.StartAsync("a", OneTask);
        (await engine.Db.ReadAsync(db => db.Set<NoteRow>().Select(note => note.Id + note.Text).Order().ToListAsync())).Should().Equal("gone3", "kept1");
        await engine.CompleteAsync("a", "a-1-t0");
        (await engine.Db.ReadAsync(db => db.Set<NoteRow>().Select(note => note.Id + note.Text).ToListAsync())).Should().Equal("kept2");
    }

    [Fact]
    public async Task CommitUnknown_AnswerLostAfterCommit_HasOneEffectAndTheFirstReply()
    {
        var faults = new CommitFaults();
        await using var engine = new TestEngine(new TestDb(faults));
        await engine.StartAsync("a", """[{"op":"task"},{"op":"task"}]""");
        faults.LoseAnswers = 1;

        var reply = await engine.CompleteAsync("a", "a-1-t0", "k1");
        var repeat = await engine.CompleteAsync("a", "a-1-t0", "k1");
        var next = await engine.CompleteAsync("a", "a-1-t1", "k2");

        reply.Refusal.Should().BeNull();
        reply.Burst.Should().Be(2);
        repeat.Burst.Should().Be(2);
        next.Burst.Should().Be(3);
        (await engine.Db.ReadAsync(db => db.Journal.CountAsync())).Should().Be(3);
    }

    [Fact]
    public async Task CommitUnknown_CommitNeverArrived_IsTriedAgainAndWrittenOnce()
    {
        var faults = new CommitFaults();
        await using var engine = new TestEngine(new TestDb(faults));
        await engine.StartAsync("a", OneTask);
        faults.LoseCommits = 1;

        var reply = await engine.CompleteAsync("a", "a-1-t0", "k1");

        reply.Refusal.Should().BeNull();
        (await engine.Db.ReadAsync(db => db.Journal.CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task CommitUnknown_WholeGroupLosesItsAnswer_EveryInstanceFindsItsBurst()
    {
        var faults = new CommitFaults();
        await using var engine = new TestEngine(new TestDb(faults));
        var (gate, blocker) = await BlockAsync(engine);
        var starts = Enumerable.Range(0, 20).Select(i => engine.StartAsync($"i{i}", OneTask)).ToList();
        await WaitUntilAsync(() => engine.Pipeline.Pending == 21);
        faults.LoseAnswers = 2;
        gate.SetResult();
        await Record.ExceptionAsync(() => blocker);

        var replies = await Task.WhenAll(starts);

        replies.Should().OnlyContain(reply => reply.Refusal == null && reply.Burst == 1);
        (await engine.Db.ReadAsync(db => db.Journal.CountAsync())).Should().Be(20);
    }

    [Fact]
    public async Task Commit_AfterDispose_FailsAsUnavailable()
    {
        var engine = new TestEngine();
        await engine.Pipeline.DisposeAsync();

        var start = () => engine.StartAsync("a", OneTask);

        (await start.Should().ThrowAsync<CommitFailedException>()).Which.IsUnavailable.Should().BeTrue();
        await engine.DisposeAsync();
    }

    /// <summary>Holds the writer inside a transaction until the gate opens, so that works gather behind it.</summary>
    private static async Task<(TaskCompletionSource Gate, Task Blocker)> BlockAsync(TestEngine engine)
    {
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        var blocker = engine.Pipeline.CommitAsync(async _ =>
        {
            entered.SetResult();
            await gate.Task;
        });
        await entered.Task;
        return (gate, blocker);
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
