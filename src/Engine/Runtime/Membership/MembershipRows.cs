using System.Globalization;
using GridGov.Workflow.Engine.Persistence;
using Orleans.Runtime;

namespace GridGov.Workflow.Engine.Runtime.Membership;

/// <summary>Between Orleans' entries and our rows. Pure.</summary>
internal static class MembershipRows
{
    public static MembershipRow ToRow(MembershipEntry entry, string clusterId, long etag) => new()
    {
        ClusterId = clusterId,
        Silo = entry.SiloAddress.ToParsableString(),
        ETag = etag,
        Status = (int)entry.Status,
        HostName = entry.HostName ?? "",
        SiloName = entry.SiloName ?? "",
        RoleName = entry.RoleName,
        GatewayPort = entry.ProxyPort,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartedAt = Utc(entry.StartTime),
        AliveAt = Utc(entry.IAmAliveTime),
        Suspicions = Suspicions(entry),
    };

    public static MembershipEntry ToEntry(MembershipRow row) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(row.Silo),
        Status = (SiloStatus)row.Status,
        HostName = row.HostName,
        SiloName = row.SiloName,
        RoleName = row.RoleName,
        ProxyPort = row.GatewayPort,
        UpdateZone = row.UpdateZone,
        FaultZone = row.FaultZone,
        StartTime = row.StartedAt.UtcDateTime,
        IAmAliveTime = row.AliveAt.UtcDateTime,
        SuspectTimes = ReadSuspicions(row),
    };

    public static string Suspicions(MembershipEntry entry) => string.Join(';', (entry.SuspectTimes ?? [])
        .Select(vote => string.Create(CultureInfo.InvariantCulture, $"{vote.Item1.ToParsableString()}|{Utc(vote.Item2).UtcTicks}")));

    /// <summary>When anything was last heard of the node: its start, its signs of life, or a vote against it.</summary>
    public static DateTimeOffset LastChange(MembershipRow row) =>
        ReadSuspicions(row).Select(vote => Utc(vote.Item2)).Append(row.StartedAt).Append(row.AliveAt).Max();

    /// <summary>Orleans' times are UTC, whatever their kind says.</summary>
    public static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static List<Tuple<SiloAddress, DateTime>> ReadSuspicions(MembershipRow row) =>
        [.. row.Suspicions.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Suspicion)];

    private static Tuple<SiloAddress, DateTime> Suspicion(string text)
    {
        var parts = text.Split('|');
        return Tuple.Create(SiloAddress.FromParsableString(parts[0]), new DateTime(long.Parse(parts[1], CultureInfo.InvariantCulture), DateTimeKind.Utc));
    }
}
