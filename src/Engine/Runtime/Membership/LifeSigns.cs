using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>
/// Who is listed as alive must give a sign of life in this database while a node joins. A database that came from a backup lists the
/// nodes of the original: where they can be reached they answer every probe, and would do the copy's work on the original.
/// </summary>
internal sealed partial class LifeSigns(ILocalSiloDetails self, IOptions<ClusterMembershipOptions> membership, TimeProvider time, ILogger<LifeSigns> logger)
{
    // Signs that must be missing.
    private const int Signs = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly TimeSpan _patience = Signs * membership.Value.IAmAliveTablePublishTimeout;

    /// <summary>Waits until every other active member gave a new sign of life, and declares those dead that did not.</summary>
    public async Task AwaitAsync(DatabaseMembershipTable table)
    {
        var last = Others(await table.ReadAll()).ToDictionary(other => other.Entry.SiloAddress, other => other.Entry.IAmAliveTime);
        var started = time.GetTimestamp();
        if (last.Count == 0) return;
        while (true)
        {
            await Task.Delay(Pause, time);
            var now = await table.ReadAll();
            var silent = Others(now).Where(other => last.TryGetValue(other.Entry.SiloAddress, out var seen) && seen == other.Entry.IAmAliveTime).ToList();
            if (silent.Count == 0) return;

            // One change for each version of the table; the others show with the next read.
            if (time.GetElapsedTime(started) >= _patience) await DeclareDeadAsync(table, silent[0], now.Version);
        }
    }

    private async Task DeclareDeadAsync(DatabaseMembershipTable table, (MembershipEntry Entry, string ETag) member, TableVersion version)
    {
        var entry = member.Entry;
        entry.Status = SiloStatus.Dead;
        entry.SuspectTimes = [.. entry.SuspectTimes ?? [], Tuple.Create(self.SiloAddress, time.GetUtcNow().UtcDateTime)];
        if (await table.UpdateRow(entry, member.ETag, version.Next())) LogDead(logger, entry.SiloAddress, entry.IAmAliveTime, _patience);
    }

    // A former life of this node has its address; Orleans knows what to do with it. One that joins gives no signs yet, and gets no work.
    private IEnumerable<(MembershipEntry Entry, string ETag)> Others(MembershipTableData table) => table.Members
        .Where(member => member.Item1.Status == SiloStatus.Active && !member.Item1.SiloAddress.Endpoint.Equals(self.SiloAddress.Endpoint))
        .Select(member => (member.Item1, member.Item2));

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Node {Silo} is listed as alive, gave its last sign of life in this database at {AliveAt:O} and none for {Patience}: it is declared dead. If it runs, it runs on another database, such as the one that this was restored from")]
    private static partial void LogDead(ILogger logger, SiloAddress silo, DateTime aliveAt, TimeSpan patience);
}
