using System.Globalization;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>
/// Orleans' membership in our database. A change and the step of the table's version are one transaction that begins with the
/// version's row: writers go one after the other, and who did not see the latest version changes nothing.
/// </summary>
internal sealed class DatabaseMembershipTable(IWorkflowDb store, IOptions<ClusterOptions> cluster, MembershipCheck check, LifeSigns signs) : IMembershipTable
{
    private readonly string _clusterId = cluster.Value.ClusterId;

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        if (tryInitTableVersion) await AddVersionAsync();
        await signs.AwaitAsync(this);
        check.Throw((await ReadAll()).Members.Select(member => member.Item1));
    }

    public async Task DeleteMembershipTableEntries(string clusterId)
    {
        await using var db = store.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.MemberVersions.Where(row => row.ClusterId == clusterId).ExecuteDeleteAsync();
        await db.Members.Where(row => row.ClusterId == clusterId).ExecuteDeleteAsync();
        await transaction.CommitAsync();
    }

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        await using var db = store.Open();
        var dead = await db.Members.Where(row => row.ClusterId == _clusterId && row.Status == (int)SiloStatus.Dead && row.AliveAt < beforeDate).ToListAsync();
        var old = dead.Where(row => MembershipRows.LastChange(row) < beforeDate).Select(row => row.Silo).ToList();
        if (old.Count == 0) return;

        // The dead stay as they are for ever: no version is needed to know that they still may go.
        await db.Members.Where(row => row.ClusterId == _clusterId && row.Status == (int)SiloStatus.Dead && old.Contains(row.Silo)).ExecuteDeleteAsync();
    }

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var silo = key.ToParsableString();
        return ReadAsync(rows => rows.Where(row => row.Silo == silo));
    }

    public Task<MembershipTableData> ReadAll() => ReadAsync(rows => rows);

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        var row = MembershipRows.ToRow(entry, _clusterId, etag: 1);
        return ChangeAsync(tableVersion, async db =>
        {
            // The version's row is locked: nobody can add it between the look and the insert.
            if (await db.Members.AnyAsync(stored => stored.ClusterId == _clusterId && stored.Silo == row.Silo)) return false;
            db.Add(row);
            await db.SaveChangesAsync();
            return true;
        });
    }

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        if (!long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var expected)) return Task.FromResult(false);
        var row = MembershipRows.ToRow(entry, _clusterId, expected + 1);
        return ChangeAsync(tableVersion, async db => await db.Members
            .Where(stored => stored.ClusterId == _clusterId && stored.Silo == row.Silo && stored.ETag == expected)
            .ExecuteUpdateAsync(set => set
                .SetProperty(stored => stored.ETag, row.ETag)
                .SetProperty(stored => stored.Status, row.Status)
                .SetProperty(stored => stored.HostName, row.HostName)
                .SetProperty(stored => stored.SiloName, row.SiloName)
                .SetProperty(stored => stored.RoleName, row.RoleName)
                .SetProperty(stored => stored.GatewayPort, row.GatewayPort)
                .SetProperty(stored => stored.UpdateZone, row.UpdateZone)
                .SetProperty(stored => stored.FaultZone, row.FaultZone)
                .SetProperty(stored => stored.StartedAt, row.StartedAt)
                .SetProperty(stored => stored.AliveAt, row.AliveAt)
                .SetProperty(stored => stored.Suspicions, row.Suspicions)) == 1);
    }

    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        var (silo, alive) = (entry.SiloAddress.ToParsableString(), MembershipRows.Utc(entry.IAmAliveTime));
        await using var db = store.Open();
        await db.Members.Where(row => row.ClusterId == _clusterId && row.Silo == silo)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.AliveAt, alive));
    }

    private async Task<MembershipTableData> ReadAsync(Func<IQueryable<MembershipRow>, IQueryable<MembershipRow>> choose)
    {
        await using var db = store.Open();
        while (true)
        {
            // Version, rows, and the version again: the same on every database, without locks, and changes are rare.
            var before = await FindVersionAsync(db);
            var rows = await choose(db.Members.Where(row => row.ClusterId == _clusterId)).ToListAsync();
            if (await FindVersionAsync(db) is var after && (before?.Version, before?.ETag) != (after?.Version, after?.ETag)) continue;
            return new MembershipTableData(
                [.. rows.Select(row => Tuple.Create(MembershipRows.ToEntry(row), Text(row.ETag)))], new TableVersion(before?.Version ?? 0, Text(before?.ETag ?? 0)));
        }
    }

    private Task<MembershipVersionRow?> FindVersionAsync(WorkflowDbContext db) => db.MemberVersions.FirstOrDefaultAsync(row => row.ClusterId == _clusterId);

    private async Task AddVersionAsync()
    {
        await using var db = store.Open();
        if (await FindVersionAsync(db) is not null) return;
        db.Add(new MembershipVersionRow { ClusterId = _clusterId });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Another node's first start was faster; anything else shows with the next read.
        }
    }

    private async Task<bool> ChangeAsync(TableVersion version, Func<WorkflowDbContext, Task<bool>> change)
    {
        if (!long.TryParse(version.VersionEtag, NumberStyles.None, CultureInfo.InvariantCulture, out var expected)) return false;
        await using var db = store.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var moved = await db.MemberVersions.Where(row => row.ClusterId == _clusterId && row.ETag == expected)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, version.Version).SetProperty(row => row.ETag, expected + 1));
        if (moved != 1 || !await change(db)) return false;
        await transaction.CommitAsync();
        return true;
    }

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);
}
