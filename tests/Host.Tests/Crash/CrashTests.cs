using System.Globalization;
using System.Text;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>
/// The promise "acknowledged means durable, and done once" against SIGKILL (reliability-tests A2). <c>GRIDGOV_KILLS</c> sets the
/// number of kills (20 by default, 200 for the long run), <c>GRIDGOV_SEED</c> repeats the random choices of a run.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int DefaultKills = 20;
    private const int FirstStarts = 2;
    private const int ReplaySample = 12;
    private const int HistoriesShown = 3;
    private const int LogShown = 6000;

    [Fact]
    public async Task KillNine_UnderLoad_LosesNothingAndRepeatsNothing()
    {
        var stop = TestContext.Current.CancellationToken;
        var (kills, seed) = (Number("GRIDGOV_KILLS", DefaultKills), Number("GRIDGOV_SEED", Random.Shared.Next(1, 1_000_000)));
        output.WriteLine($"seed {seed}, {kills} kills");
        await using var effects = await EffectServer.StartAsync(stop);
        await using var host = HostProcess.Begin(null, "--GridGov:Engine:Http:AllowedHosts:0", "127.0.0.1");
        await DieInTheFirstStartAsync(host, new Random(seed), stop);
        await TestDefinitions.PublishAsync(new Api(host), CrashWorld.LoopDefinition);
        var world = new CrashWorld(host.Client, effects, new CrashLedger());
        var run = new CrashRun(world, host, seed, kills);
        var invariants = new CrashInvariants(world);
        try
        {
            await run.RunAsync(stop);
            await invariants.CheckAsync();
            host.Kill();
            await CheckReplaysAsync(world, host, seed, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            world.Ledger.Violate(null, $"The run did not end: {e}");
        }

        var repeats = effects.Calls.Values.Sum() - effects.Calls.Count;
        output.WriteLine($"{run.Killed.Count} kills; {world.Ledger.Summary}; {world.Loops.Count} loops, {world.Cases.Count} cases; {effects.Calls.Count} effects, {repeats} delivered again");
        foreach (var note in world.Ledger.Notes.Distinct(StringComparer.Ordinal).Take(10)) output.WriteLine("5xx: " + note);
        if (world.Ledger.Violations.Count > 0) Assert.Fail(Tell(world, host, run, invariants, seed));
    }

    /// <summary>Killed while it makes its tables, directory, keys and workflows, the next start completes them.</summary>
    private async Task DieInTheFirstStartAsync(HostProcess host, Random random, CancellationToken stop)
    {
        for (var i = 0; i < FirstStarts; i++)
        {
            var moment = TimeSpan.FromMilliseconds(random.Next(300, 3000));
            output.WriteLine($"killed {moment} into start {i + 1}");
            await Task.Delay(moment, stop);
            host.Kill();
            host.Relaunch();
        }

        await host.WaitUntilReadyAsync();
    }

    /// <summary>Replays a sample of the loops from the dead Host's files, with the core of this build.</summary>
    private static async Task CheckReplaysAsync(CrashWorld world, HostProcess host, int seed, CancellationToken stop)
    {
        await using var app = HostApp.Build(["--data", host.DataFolder, "--urls", "http://127.0.0.1:0"]);
        var replayer = app.Services.GetRequiredService<Replayer>();
        var ids = world.Loops.Keys.Order(StringComparer.Ordinal).ToArray();
        new Random(seed).Shuffle(ids);
        foreach (var id in ids.Take(ReplaySample))
        {
            var replay = await replayer.ReplayAsync(id, cancellationToken: stop);
            if (replay?.Outcome != ReplayOutcome.Equal) world.Ledger.Violate(id, $"Replay of {id}: {replay?.Outcome} {replay?.Divergence} {replay?.Fault}");
        }
    }

    /// <summary>The worst comes last: who shows the output of a long run shows its end.</summary>
    private static string Tell(CrashWorld world, HostProcess host, CrashRun run, CrashInvariants invariants, int seed)
    {
        var log = host.Output;
        var text = new StringBuilder("end of the Host's log:\n").AppendLine(log[^Math.Min(log.Length, LogShown)..]);
        foreach (var id in world.Ledger.Violations.Select(violation => violation.InstanceId).OfType<string>().Distinct(StringComparer.Ordinal).Take(HistoriesShown))
        {
            text.AppendLine("history of " + id).AppendLine(invariants.Histories.TryGetValue(id, out var history) ? history.ToString() : "(not read)");
        }

        foreach (var kill in run.Killed) text.AppendLine("killed " + kill);
        text.AppendLine(CultureInfo.InvariantCulture, $"GRIDGOV_SEED={seed} GRIDGOV_KILLS={run.Killed.Count}; {world.Ledger.Summary}; {host.Pulse}");
        foreach (var (_, violation) in world.Ledger.Violations.Take(40)) text.AppendLine("VIOLATION " + violation);
        return text.ToString();
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
