using System.Globalization;
using System.Text;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Crash;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>
/// "Any node may stop at any moment: nothing is lost, nothing is done twice." <c>GRIDGOV_KILLS</c> sets the number of faults (20 by
/// default: each costs a fail-over and a start; 200 for the long run), <c>GRIDGOV_SEED</c> repeats the random choices of a run.
/// </summary>
[Collection(ClusterCollection.Name)]
public sealed class ClusterFaultTests(ClusterFixture cluster, ITestOutputHelper output)
{
    private const int DefaultFaults = 20;
    private const int AnswersBetween = 100;
    private const int HistoriesShown = 3;

    [Fact]
    public async Task KillsAndPauses_UnderLoad_LoseNothingAndRepeatNothing()
    {
        var stop = TestContext.Current.CancellationToken;
        var (faults, seed) = (Number("GRIDGOV_KILLS", DefaultFaults), Number("GRIDGOV_SEED", Random.Shared.Next(1, 1_000_000)));
        await LoseNothingAsync(seed, run => new NodeFaults(cluster, seed, faults).HappenAsync(run, stop), stop);
    }

    /// <summary>
    /// The rolling upgrade of docs/operations.md. Where the nodes begin with an earlier release, each is replaced in turn, and old and new serve
    /// side by side; else the first one is replaced by its like.
    /// </summary>
    [Fact]
    public async Task NodesReplaced_UnderLoad_LoseNothingAndRepeatNothing()
    {
        var stop = TestContext.Current.CancellationToken;
        var seed = Number("GRIDGOV_SEED", Random.Shared.Next(1, 1_000_000));
        await LoseNothingAsync(seed, async run =>
        {
            foreach (var node in cluster.Nodes.Take(ClusterFixture.BeginsWithEarlierRelease ? cluster.Nodes.Count : 1))
            {
                await run.AnswersAsync(AnswersBetween, stop);
                run.Note("told to end", node);
                await DrainAsync(node, stop);
                node.Relaunch(HostProcess.Assembly);
                await node.WaitUntilReadyAsync();
                run.Note("replaced", node);
            }

            await run.AnswersAsync(AnswersBetween, stop);
        }, stop);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task NodesKilled_TheirInstancesMoveOn(int lost)
    {
        const int Instances = 24;
        var stop = TestContext.Current.CancellationToken;
        await cluster.AllUpAsync();
        var open = await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => TestDefinitions.OpenTaskAsync(cluster.Api(null))));

        foreach (var node in cluster.Nodes.Take(lost)) node.Kill();
        var killed = TimeProvider.System.GetTimestamp();
        var others = new Api(RoundRobin.Client([.. cluster.Nodes.Skip(lost)], null));
        var answers = await Task.WhenAll(open.Select(task => others.SendUntilAnsweredAsync($"/api/tasks/{task.TaskId}/complete", "moved-" + task.TaskId, stop)));

        // Printed, not asserted: the promise is 10 seconds on a machine that does nothing else.
        output.WriteLine($"all instances moved {TimeProvider.System.GetElapsedTime(killed).TotalSeconds:0.0} s after {lost} of {cluster.Nodes.Count} nodes were killed");
        answers.Should().OnlyContain(answer => answer.Status == 200);
        await cluster.AllUpAsync();
    }

    private static async Task DrainAsync(HostProcess node, CancellationToken stop)
    {
        var api = new Api(node);
        var (_, task) = await TestDefinitions.OpenTaskAsync(api);
        node.Terminate();
        await Eventually.GetAsync(async () => (await api.GetAsync("/health/ready")).Status == 503 ? node : null, () => Task.FromResult(node.Output), stop);

        // While it says "not ready", it serves as before.
        (await api.PostAsync($"/api/tasks/{task}/complete", null, "drain-" + task)).Ok();
        (await node.ExitAsync(stop)).Should().Be(0, node.Output);
    }

    private async Task LoseNothingAsync(int seed, Func<ClusterRun, Task> disturbAsync, CancellationToken stop)
    {
        output.WriteLine($"seed {seed}");
        await cluster.AllUpAsync();
        await using var effects = await EffectServer.StartAsync(stop);
        var world = new CrashWorld(person => RoundRobin.Client(cluster.Nodes, person), effects, new CrashLedger());
        var run = new ClusterRun(cluster, world, seed);
        var invariants = new CrashInvariants(world);
        try
        {
            await run.RunAsync(disturbAsync, stop);
            await invariants.CheckAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            world.Ledger.Violate(null, $"The run did not end: {e}");
        }

        foreach (var line in run.Schedule) output.WriteLine(line);
        output.WriteLine($"{world.Ledger.Summary}; {world.Loops.Count} loops, {world.Cases.Count} cases; {effects.Calls.Count} effects, {effects.Calls.Values.Sum() - effects.Calls.Count} delivered again");
        foreach (var note in world.Ledger.Notes.Distinct(StringComparer.Ordinal).Take(10)) output.WriteLine("5xx: " + note);
        if (world.Ledger.Violations.Count > 0) Assert.Fail(Tell(world, run, invariants, seed));
    }

    private string Tell(CrashWorld world, ClusterRun run, CrashInvariants invariants, int seed)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"GRIDGOV_SEED={seed} GRIDGOV_KILLS={run.Schedule.Count}; {world.Ledger.Summary}");
        foreach (var line in run.Schedule) text.AppendLine(line);
        foreach (var (_, violation) in world.Ledger.Violations.Take(40)) text.AppendLine("VIOLATION " + violation);
        foreach (var id in world.Ledger.Violations.Select(violation => violation.InstanceId).OfType<string>().Distinct(StringComparer.Ordinal).Take(HistoriesShown))
        {
            text.AppendLine("history of " + id).AppendLine(invariants.Histories.TryGetValue(id, out var history) ? history.ToString() : "(not read)");
        }

        foreach (var node in cluster.Nodes)
        {
            var log = node.Output;
            text.AppendLine(CultureInfo.InvariantCulture, $"end of the log of {node.Address}:").AppendLine(log.Length > 4000 ? log[^4000..] : log);
        }

        return text.ToString();
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
