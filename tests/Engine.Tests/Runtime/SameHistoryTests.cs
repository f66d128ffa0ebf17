using CsCheck;
using FluentAssertions;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

/// <summary>
/// Whatever happens to the process or the database between and during steps, the history is the same, bit for bit: run straight,
/// reloaded after each step, and with commits whose arrival or answer is lost.
/// </summary>
public sealed class SameHistoryTests
{
    private const string Definition = """
        [{"op":"task","name":"a","then":[{"op":"task","name":"b"},{"op":"timer","name":"t2","in":"00:07:00"},{"op":"effect","name":"mail"}]},
         {"op":"timer","name":"t1","in":"00:10:00","then":[{"op":"wait","name":"Go","then":[{"op":"publish","name":"Done"}]}]},
         {"op":"wait","name":"Go"},{"op":"wait","name":"Done","then":[{"op":"task","name":"c"}]}]
        """;

    private static readonly Gen<Step[]> Steps = Gen.Enum<StepKind>().Select(Gen.Int[0, 7], (kind, n) => new Step(kind, n)).Array[1, 14];

    private enum StepKind { Complete, CompleteAgain, Wait, Publish, Deliver, Amend }

    private sealed record Step(StepKind Kind, int Number);

    [Fact]
    public async Task Run_ReloadsAndLostCommits_LeaveTheSameJournal() => await Steps.SampleAsync(
        async steps =>
        {
            var straight = await RunAsync(steps, reload: false, faults: null);
            (await RunAsync(steps, reload: true, faults: null)).Should().Equal(straight, "it was reloaded after each step");
            (await RunAsync(steps, reload: false, new CommitFaults())).Should().Equal(straight, "commits or their answers were lost");
        },
        iter: 12, threads: 1);

    /// <returns>The hashes of all journal rows, and of the rows of the query tables.</returns>
    private static async Task<List<string>> RunAsync(Step[] steps, bool reload, CommitFaults? faults)
    {
        await using var engine = new TestEngine(faults is null ? new TestDb() : new TestDb(faults));
        await engine.StartAsync("a", Definition, "c-1");
        for (var i = 0; i < steps.Length; i++)
        {
            // When an effect is answered depends on leases and retries, so nothing is lost while one is delivered.
            var lossy = steps[i].Kind != StepKind.Deliver;
            if (faults is not null && lossy && i % 2 == 0) faults.LoseAnswers = 1;
            if (faults is not null && lossy && i % 3 == 0) faults.LoseCommits = 1;
            await TakeAsync(engine, steps[i], i);
            if (faults is not null) (faults.LoseAnswers, faults.LoseCommits) = (0, 0);
            if (reload) engine.Instances.Unload();
        }

        (await engine.Verifier.VerifyAsync("a")).Fault.Should().BeNull();
        var replay = await engine.Replayer.ReplayAsync("a");
        replay!.Outcome.Should().Be(ReplayOutcome.Equal, replay.Divergence?.Reason);
        var journal = await engine.Db.ReadAsync(db => db.Journal.OrderBy(row => row.Sequence).ToListAsync());
        var tasks = await engine.Db.ReadAsync(db => db.Tasks.OrderBy(row => row.Id).ToListAsync());
        var waits = await engine.Db.ReadAsync(db => db.EventWaits.OrderBy(row => row.BookmarkId).ToListAsync());
        var timers = await engine.Db.ReadAsync(db => db.Timers.ToListAsync());
        return
        [
            .. journal.Select(row => $"{row.Kind} {Convert.ToHexString(row.Hash)}"), .. tasks.Select(row => $"{row.Id} {row.Status}"),
            .. waits.Select(row => row.BookmarkId), .. timers.Select(row => $"{row.InstanceId} {row.DueAt.UtcTicks}"),
        ];
    }

    private static async Task TakeAsync(TestEngine engine, Step step, int index)
    {
        var tasks = await engine.Db.ReadAsync(db => db.Tasks.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());
        var task = tasks[step.Number % tasks.Count];
        switch (step.Kind)
        {
            case StepKind.Complete:
                await engine.CompleteAsync("a", task, $"k{index}");
                break;
            case StepKind.CompleteAgain:
                await engine.CompleteAsync("a", task, $"again/{task}");
                break;
            case StepKind.Wait:
                engine.Time.Advance(TimeSpan.FromMinutes(step.Number));
                await engine.Instances.RunDueTimersAsync("a", engine.Clock.Now).ContinueWith(_ => { }, TaskScheduler.Default);
                await engine.Instances.RunDueTimersAsync("a", engine.Clock.Now);
                break;
            case StepKind.Publish:
                await engine.PublishAsync($"e{index}", "Go");
                await engine.Matcher.MatchPendingAsync();
                break;
            case StepKind.Deliver:
                await engine.Outbox.DeliverClaimedAsync();
                await engine.Outbox.SweepAsync();
                await engine.Outbox.DeliverClaimedAsync();
                break;
            default:
                await engine.Instances.DeliverAsync("a", null, new Engine.Execution.Stimuli.Amend(
                    new Dictionary<string, System.Text.Json.JsonElement> { ["x"] = System.Text.Json.JsonSerializer.SerializeToElement(step.Number) }, "test")
                {
                    Id = $"amend/{index}",
                    Actor = new Engine.Execution.Actor("op"),
                    At = engine.Clock.Now,
                });
                break;
        }
    }
}
