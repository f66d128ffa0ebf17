using System.Globalization;
using System.Text;
using FluentAssertions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>
/// Deterministic simulation (reliability-tests C16): three nodes of the product's own classes on one thread, with everything that can go
/// wrong, as a seed decides. <c>GRIDGOV_SEEDS=10000</c> runs the long one, <c>GRIDGOV_SEED=n</c> replays one.
/// </summary>
public sealed class SimulationTests
{
    private const int Seeds = 200;
    private const int KindSeeds = 10;
    private const int PlantedSeeds = 40;
    private const int RepeatedSeeds = 5;

    [Fact]
    public void Run_AnySeed_KeepsThePromises()
    {
        if (Setting("GRIDGOV_SEED") is { } only)
        {
            Check(only);
            return;
        }

        for (var seed = 1; seed <= (Setting("GRIDGOV_SEEDS") ?? Seeds); seed++) Check(seed);
    }

    [Fact]
    public void Run_SameSeedTwice_IsTheSameBitForBit()
    {
        for (var seed = 1; seed <= RepeatedSeeds; seed++) Hash(seed).Should().Be(Hash(seed), "seed {0} must be replayable", seed);
    }

    [Fact]
    public void Run_KindWorldWithoutSweeps_ComesToItsEndBySignalsAlone()
    {
        for (var seed = 1; seed <= KindSeeds; seed++) Check(seed, isKind: true, sweeps: false);
    }

    /// <summary>What must not happen is made to happen: a judge who cannot find it proves nothing.</summary>
    [Theory]
    [InlineData("acknowledged", "")]
    [InlineData("timer", "CREATE TRIGGER planted AFTER INSERT ON Timers BEGIN DELETE FROM Timers WHERE InstanceId = new.InstanceId; END")]
    [InlineData("effect", "CREATE TRIGGER planted AFTER INSERT ON Outbox WHEN new.Key LIKE '%1' BEGIN DELETE FROM Outbox WHERE Key = new.Key; END")]
    [InlineData("does not come to rest: instance", "CREATE TRIGGER planted AFTER INSERT ON EventWaits BEGIN DELETE FROM EventWaits WHERE BookmarkId = new.BookmarkId; END")]
    public void Run_FaultPlanted_IsFound(string subject, string sql)
    {
        List<string> last = [];
        for (var seed = 1; seed <= PlantedSeeds; seed++)
        {
            using var world = new SimWorld(seed);
            if (sql.Length > 0) world.Db.Plant(sql);
            else world.Db.Faults.CommitFaked = 0.1;
            world.Run();
            last = world.Violations;
            if (last.Exists(violation => violation.Contains(subject, StringComparison.Ordinal))) return;
        }

        Assert.Fail($"No violation that tells of '{subject}' in {PlantedSeeds} seeds; the last: {string.Join("; ", last)}");
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static ulong Hash(int seed)
    {
        using var world = new SimWorld(seed);
        world.Run();
        return world.Loop.Trace.Hash;
    }

    private static void Check(int seed, bool isKind = false, bool sweeps = true)
    {
        using var world = new SimWorld(seed, isKind, sweeps);
        Exception? error = null;
        try
        {
            world.Run();
        }
        catch (Exception e)
        {
            error = e;
        }

        if (error is null && world.Violations.Count == 0) return;
        var report = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"seed {seed}, {world.Loop.Steps} steps; GRIDGOV_SEED={seed} replays it");
        foreach (var violation in world.Violations) report.AppendLine(violation);
        if (error is not null) report.AppendLine(error.ToString());
        report.AppendLine("--- schedule").AppendJoin(Environment.NewLine, world.Loop.Trace.Lines).AppendLine();
        report.AppendLine("--- history").AppendJoin(Environment.NewLine, SimJudge.History(world.Db));
        Assert.Fail(report.ToString());
    }
}
