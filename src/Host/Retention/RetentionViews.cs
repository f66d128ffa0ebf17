using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Host.Retention;

/// <summary>A round of archiving to be begun.</summary>
/// <param name="DryRun">Only counts what would be archived.</param>
public sealed record ArchiveRequest(string? Reason = null, bool DryRun = false);

/// <summary>A case to be kept.</summary>
public sealed record HoldRequest(string? CaseNumber = null, string? Reason = null);

/// <summary>Why a hold ends.</summary>
public sealed record LiftRequest(string? Reason = null);

/// <summary>A round and how far it is.</summary>
public sealed record RetentionRunView(
    string Id, DateTimeOffset At, string Actor, string Reason, bool DryRun, DateTimeOffset Cutoff, DateTimeOffset? EndedAt,
    int Due, int Held, int Archived, int Skipped, long Rows, string? Trouble)
{
    public static RetentionRunView Of(RetentionRunRow row) => new(
        row.Id, row.At, row.ActorId, row.Reason, row.DryRun, row.Cutoff, row.EndedAt, row.Due, row.Held, row.Archived, row.Skipped, row.Rows, row.Trouble);
}

/// <summary>After how many days cases are archived.</summary>
/// <param name="LeastDays">Below this the period cannot be set.</param>
/// <param name="IsAutomatic">False: only rounds that somebody starts.</param>
public sealed record RetentionPeriod(int CaseDays, int LeastDays, bool IsAutomatic);

/// <summary>A legal hold.</summary>
public sealed record HoldView(
    string CaseNumber, string Reason, string SetBy, string SetAs, DateTimeOffset SetAt, string? LiftedBy, string? LiftReason, DateTimeOffset? LiftedAt)
{
    public static HoldView Of(LegalHoldRow row) => new(row.CaseNumber, row.Reason, row.SetBy, row.SetAs, row.SetAt, row.LiftedBy, row.LiftReason, row.LiftedAt);
}

/// <summary>An archived case.</summary>
/// <param name="Archive">Name of the file below the archive folder.</param>
/// <param name="Hash">Hex hash that closes the file.</param>
/// <param name="IsPurged">False while rows are still being removed.</param>
public sealed record ArchiveView(string? CaseNumber, string InstanceId, string Archive, string Hash, string HeadHash, long Bursts, DateTimeOffset ArchivedAt, bool IsPurged)
{
    public static ArchiveView Of(ArchivedInstanceRow row) => new(
        row.CorrelationId, row.Id, row.Archive, Convert.ToHexStringLower(row.ArchiveHash), Convert.ToHexStringLower(row.HeadHash), row.Bursts, row.ArchivedAt, row.PurgedAt is not null);
}
