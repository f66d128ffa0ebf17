namespace GridGov.Workflow.Host.Substitutions;

/// <summary>A deputy for somebody.</summary>
/// <param name="Absent">Absent = the person who asks. Somebody else's: the security administrator.</param>
/// <param name="From">Absent = now.</param>
public sealed record SubstitutionRequest(string? Deputy = null, DateTimeOffset? To = null, DateTimeOffset? From = null, string? Absent = null, string? Reason = null);

/// <summary>Why it ends before its date.</summary>
public sealed record EndSubstitutionRequest(string? Reason = null);

/// <summary>A substitution as its reader sees it.</summary>
/// <param name="IsActive">True while the deputy stands in now.</param>
public sealed record SubstitutionView(
    string Id, string Absent, string Deputy, DateTimeOffset From, DateTimeOffset To, string Reason, string SetBy, DateTimeOffset SetAt,
    string? EndedBy, DateTimeOffset? EndedAt, bool IsActive)
{
    public static SubstitutionView Of(SubstitutionRow row, DateTimeOffset now) => new(
        row.Id, row.AbsentId, row.DeputyId, row.From, row.To, row.Reason, row.SetBy, row.SetAt, row.EndedBy, row.EndedAt, row.IsActiveAt(now));
}
