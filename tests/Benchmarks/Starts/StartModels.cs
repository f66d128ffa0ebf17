using GridGov.Workflow.Benchmarks.Steps;
using GridGov.Workflow.Benchmarks.Stored;

namespace GridGov.Workflow.Benchmarks.Starts;

/// <summary>Cases that a Host made, to be copied.</summary>
/// <param name="Late">Reported a while ago, as the virtual clock has it: their first clocks have run out since, and nobody was there to see it.</param>
/// <param name="Waiting">Reported now: their clocks run.</param>
/// <param name="DeskBurst">Burst that opened the desk's task of a waiting case.</param>
internal sealed record StartModels(IReadOnlyList<StoredCase> Late, IReadOnlyList<StoredCase> Waiting, long DeskBurst)
{
    private const int Clients = 16;

    // A desk is warned after 20 minutes and late after 30; a case left alone for days would go up the whole ladder, some eighty bursts of it.
    private static readonly TimeSpan Ago = TimeSpan.FromMinutes(40);

    /// <summary>Timers of a late case that are due now.</summary>
    public double TimersPerLate => Late.Average(model => model.Rows.Count(row => row.Table == "Timers" && row.Value<long>(row.Values, "DueAt") <= TimeProvider.System.GetUtcNow().UtcTicks));

    public static async Task<StartModels> MakeAsync(HostUnderTest host, HostClient client, int count)
    {
        await host.StartOnVirtualClockAsync(TimeProvider.System.GetUtcNow() - Ago);
        var (late, _) = await BringAsync(client, count);
        await host.StopAsync();
        var lateModels = await CaseFilling.ReadAsync(host.Database.Filling, late);
        await host.StartAsync();
        var (waiting, burst) = await BringAsync(client, count);
        await host.StopAsync();
        return new StartModels(lateModels, await CaseFilling.ReadAsync(host.Database.Filling, waiting), burst);
    }

    private static async Task<(IReadOnlyList<CaseIdentity> Cases, long Burst)> BringAsync(HostClient client, int count)
    {
        var cases = new (CaseIdentity Case, long Burst)[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (n, _) => cases[n] = await CaseSteps.BringToDeskAsync(client));
        return ([.. cases.Select(made => made.Case)], cases[0].Burst);
    }
}
