using System.Net;
using FluentAssertions;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Membership;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>What Orleans asks of a membership table, on each database. Each test has a cluster of its own in the same tables.</summary>
public abstract class MembershipSuite
{
    private static readonly DateTime Now = new(2025, 3, 3, 1, 2, 3, DateTimeKind.Utc);
    private readonly string _clusterId = Guid.NewGuid().ToString("N");
    private int _generation = 100;

    protected abstract WorkflowDbContext Open();

    [Fact]
    public async Task ReadAll_OfANewCluster_IsEmptyWithAVersion()
    {
        var table = await TableAsync();

        var all = await table.ReadAll();

        all.Members.Should().BeEmpty();
        (all.Version.Version, all.Version.VersionEtag).Should().Be((0, "0"));
    }

    [Fact]
    public async Task InsertRow_IsReadBackWithEveryField()
    {
        var table = await TableAsync();
        var entry = Entry(SiloStatus.Active);
        entry.AddSuspector(Entry(SiloStatus.Active).SiloAddress, Now.AddTicks(7));

        (await InsertAsync(table, entry)).Should().BeTrue();

        var all = await table.ReadAll();
        all.Version.Version.Should().Be(1);
        var (stored, etag) = all.Members.Should().ContainSingle().Which;
        etag.Should().NotBeNullOrEmpty();
        stored.ToFullString().Should().Be(entry.ToFullString());
        (stored.GatewayOf(), stored.RoleName, stored.UpdateZone, stored.FaultZone).Should().Be((entry.GatewayOf(), "role", 3, 4));
    }

    [Fact]
    public async Task InsertRow_WithAStaleTableVersion_ChangesNothing()
    {
        var table = await TableAsync();
        var first = (await table.ReadAll()).Version;
        (await InsertAsync(table, Entry(SiloStatus.Active))).Should().BeTrue();

        (await table.InsertRow(Entry(SiloStatus.Active), first.Next())).Should().BeFalse();

        var all = await table.ReadAll();
        all.Members.Should().ContainSingle();
        all.Version.Version.Should().Be(1);
    }

    [Fact]
    public async Task InsertRow_OfAKnownSilo_ChangesNothing()
    {
        var table = await TableAsync();
        var entry = Entry(SiloStatus.Active);
        (await InsertAsync(table, entry)).Should().BeTrue();

        (await InsertAsync(table, entry)).Should().BeFalse();

        var all = await table.ReadAll();
        all.Members.Should().ContainSingle();
        all.Version.Version.Should().Be(1, "a failed insert must not move the version");
    }

    [Fact]
    public async Task ReadRow_GivesOneRowAndTheTablesVersion()
    {
        var table = await TableAsync();
        var (one, two) = (Entry(SiloStatus.Active), Entry(SiloStatus.Joining));
        await InsertAsync(table, one);
        await InsertAsync(table, two);

        var row = await table.ReadRow(two.SiloAddress);

        row.Members.Should().ContainSingle().Which.Item1.SiloAddress.Should().Be(two.SiloAddress);
        row.Version.Should().Be((await table.ReadAll()).Version);
        (await table.ReadRow(Entry(SiloStatus.Active).SiloAddress)).Members.Should().BeEmpty();
    }

    [Fact]
    public async Task UpdateRow_MovesVersionAndBothETags()
    {
        var table = await TableAsync();
        var entry = Entry(SiloStatus.Joining);
        await InsertAsync(table, entry);
        var before = await table.ReadRow(entry.SiloAddress);

        (await table.UpdateRow(With(entry, SiloStatus.Active), before.Members[0].Item2, before.Version.Next())).Should().BeTrue();

        var after = await table.ReadRow(entry.SiloAddress);
        after.Members[0].Item1.Status.Should().Be(SiloStatus.Active);
        after.Members[0].Item2.Should().NotBe(before.Members[0].Item2);
        after.Version.Version.Should().Be(2);
        after.Version.VersionEtag.Should().NotBe(before.Version.VersionEtag);
    }

    [Fact]
    public async Task UpdateRow_WithAStaleETagOrVersion_OrOfNobody_ChangesNothing()
    {
        var table = await TableAsync();
        var entry = Entry(SiloStatus.Joining);
        await InsertAsync(table, entry);
        var stale = await table.ReadRow(entry.SiloAddress);
        (await table.UpdateRow(With(entry, SiloStatus.Active), stale.Members[0].Item2, stale.Version.Next())).Should().BeTrue();
        var current = await table.ReadRow(entry.SiloAddress);
        var dead = With(entry, SiloStatus.Dead);

        (await table.UpdateRow(dead, stale.Members[0].Item2, current.Version.Next())).Should().BeFalse("the row's ETag is stale");
        (await table.UpdateRow(dead, current.Members[0].Item2, stale.Version.Next())).Should().BeFalse("the table's ETag is stale");
        (await table.UpdateRow(dead, "wrong", current.Version.Next())).Should().BeFalse();
        (await table.UpdateRow(Entry(SiloStatus.Dead), current.Members[0].Item2, current.Version.Next())).Should().BeFalse("the row is not there");

        var after = await table.ReadRow(entry.SiloAddress);
        after.Members[0].Item1.Status.Should().Be(SiloStatus.Active);
        after.Version.Should().Be(current.Version);
    }

    [Fact]
    public async Task UpdateRow_ByManyAtOnce_OneWinsEachRound()
    {
        const int Nodes = 5;
        var tables = await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => TableAsync()));
        var entries = Enumerable.Range(0, Nodes).Select(_ => Entry(SiloStatus.Active)).ToList();
        foreach (var entry in entries) await InsertAsync(tables[0], entry);

        await Task.WhenAll(Enumerable.Range(0, Nodes).Select(async i =>
        {
            for (var done = false; !done;)
            {
                var read = await tables[i].ReadRow(entries[i].SiloAddress);
                done = await tables[i].UpdateRow(With(entries[i], SiloStatus.ShuttingDown), read.Members[0].Item2, read.Version.Next());
            }
        }));

        var all = await tables[0].ReadAll();
        all.Members.Should().HaveCount(Nodes).And.OnlyContain(member => member.Item1.Status == SiloStatus.ShuttingDown);
        all.Version.Version.Should().Be(2 * Nodes, "no step of the version is taken twice");
    }

    [Fact]
    public async Task InsertRow_ByManyAtOnce_LosesNobody()
    {
        const int Nodes = 5;
        var tables = await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => TableAsync()));

        await Task.WhenAll(tables.Select(async table =>
        {
            var entry = Entry(SiloStatus.Joining);
            while (!await InsertAsync(table, entry)) { }
        }));

        var all = await tables[0].ReadAll();
        all.Members.Select(member => member.Item1.SiloAddress).Should().OnlyHaveUniqueItems().And.HaveCount(Nodes);
        all.Version.Version.Should().Be(Nodes);
    }

    [Fact]
    public async Task UpdateIAmAlive_LeavesVersionAndETagUsable()
    {
        var table = await TableAsync();
        var entry = Entry(SiloStatus.Active);
        await InsertAsync(table, entry);
        var before = await table.ReadRow(entry.SiloAddress);

        await table.UpdateIAmAlive(With(entry, SiloStatus.Active, Now.AddHours(1)));

        var after = await table.ReadRow(entry.SiloAddress);
        after.Members[0].Item1.IAmAliveTime.Should().Be(Now.AddHours(1));
        after.Version.Should().Be(before.Version);
        (await table.UpdateRow(With(entry, SiloStatus.Dead), before.Members[0].Item2, before.Version.Next())).Should().BeTrue();
    }

    [Fact]
    public async Task CleanupDefunctSiloEntries_TakesOnlyOldDeadOnes()
    {
        var table = await TableAsync();
        var (oldDead, oldActive, lateDead, accused) = (Entry(SiloStatus.Dead), Entry(SiloStatus.Active), Entry(SiloStatus.Dead), Entry(SiloStatus.Dead));
        lateDead.IAmAliveTime = Now.AddDays(2);
        accused.AddSuspector(oldActive.SiloAddress, Now.AddDays(2));
        foreach (var entry in (MembershipEntry[])[oldDead, oldActive, lateDead, accused]) await InsertAsync(table, entry);

        await table.CleanupDefunctSiloEntries(new DateTimeOffset(Now.AddDays(1)));

        (await table.ReadAll()).Members.Select(member => member.Item1.SiloAddress)
            .Should().BeEquivalentTo([oldActive.SiloAddress, lateDead.SiloAddress, accused.SiloAddress]);
    }

    [Fact]
    public async Task DeleteMembershipTableEntries_TakesThatClusterOnly()
    {
        var table = await TableAsync();
        await InsertAsync(table, Entry(SiloStatus.Active));
        var other = await TableAsync("other-" + _clusterId);
        await InsertAsync(other, Entry(SiloStatus.Active));

        await table.DeleteMembershipTableEntries(_clusterId);

        (await table.ReadAll()).Members.Should().BeEmpty();
        (await other.ReadAll()).Members.Should().ContainSingle();
    }

    [Fact]
    public async Task Initialize_OnLoopbackBesideAnotherMachine_SaysWhatToSet()
    {
        var table = await TableAsync();
        var elsewhere = Entry(SiloStatus.Active);
        elsewhere.HostName = "another-machine";
        await InsertAsync(table, elsewhere);

        var start = () => table.InitializeMembershipTable(true);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*another-machine*GridGov:Engine:Cluster:AdvertisedAddress*");
    }

    [Fact]
    public async Task Initialize_ActiveMembersWithoutASignOfLife_AreDeclaredDead()
    {
        var table = await TableAsync();
        var (lost, copied, living) = (Entry(At(5_001), SiloStatus.Active), Entry(At(5_002), SiloStatus.Active), Entry(At(5_003), SiloStatus.Active));
        foreach (var entry in (MembershipEntry[])[lost, copied, living]) await InsertAsync(table, entry);

        var start = table.InitializeMembershipTable(true);
        for (var second = 1; !start.IsCompleted; second++) await table.UpdateIAmAlive(With(living, SiloStatus.Active, Now.AddSeconds(second)));
        await start;

        var members = (await table.ReadAll()).Members.ToDictionary(member => member.Item1.SiloAddress, member => member.Item1);
        (members[lost.SiloAddress].Status, members[copied.SiloAddress].Status, members[living.SiloAddress].Status)
            .Should().Be((SiloStatus.Dead, SiloStatus.Dead, SiloStatus.Active));
        members[lost.SiloAddress].SuspectTimes.Should().ContainSingle();
    }

    private static SiloAddress At(int port) => SiloAddress.New(IPAddress.Loopback, port, 1);

    private async Task<DatabaseMembershipTable> TableAsync(string? clusterId = null)
    {
        var table = new DatabaseMembershipTable(new OneDb(Open), Options.Create(new ClusterOptions { ClusterId = clusterId ?? _clusterId }), new MembershipCheck(new Self()),
            new LifeSigns(new Self(), Options.Create(new ClusterMembershipOptions { IAmAliveTablePublishTimeout = TimeSpan.FromMilliseconds(150) }), TimeProvider.System, NullLogger<LifeSigns>.Instance));
        await table.InitializeMembershipTable(true);
        return table;
    }

    private static async Task<bool> InsertAsync(DatabaseMembershipTable table, MembershipEntry entry) =>
        await table.InsertRow(entry, (await table.ReadAll()).Version.Next());

    private MembershipEntry Entry(SiloStatus status) => Entry(SiloAddress.New(IPAddress.Loopback, 11_111, Interlocked.Increment(ref _generation)), status);

    private static MembershipEntry With(MembershipEntry entry, SiloStatus status, DateTime? alive = null)
    {
        var changed = Entry(entry.SiloAddress, status);
        if (alive is { } time) changed.IAmAliveTime = time;
        return changed;
    }

    private static MembershipEntry Entry(SiloAddress address, SiloStatus status) => new()
    {
        SiloAddress = address,
        Status = status,
        HostName = Self.Machine,
        SiloName = "silo",
        RoleName = "role",
        UpdateZone = 3,
        FaultZone = 4,
        ProxyPort = 30_000,
        StartTime = Now,
        IAmAliveTime = Now,
        SuspectTimes = [],
    };
}

internal static class EntryReading
{
    public static (int Port, string Host, string Silo) GatewayOf(this MembershipEntry entry) => (entry.ProxyPort, entry.HostName, entry.SiloName);
}
