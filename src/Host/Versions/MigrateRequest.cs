using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Host.Versions;

/// <summary>Moves an instance to another version of its definition.</summary>
/// <param name="ToVersion">Version number; null = the published one.</param>
/// <param name="Mapping">Activities whose id changed: old id → new id.</param>
/// <param name="DryRun">True: nothing moves; the answer says what would.</param>
public sealed record MigrateRequest(int? ToVersion = null, string? Reason = null, Dictionary<string, string>? Mapping = null, bool DryRun = false);

/// <summary>The same for all running instances of some versions.</summary>
/// <param name="FromVersions">Version numbers; null = every version but the target.</param>
public sealed record MigrateManyRequest(
    IReadOnlyList<int>? FromVersions = null, int? ToVersion = null, string? Reason = null, Dictionary<string, string>? Mapping = null, bool DryRun = false);

/// <summary>Where one running activity goes.</summary>
public sealed record MigrationMove(string ExecutionId, string From, string To);

/// <summary>What a dry run found.</summary>
/// <param name="IsPossible">True when the same request without <c>dryRun</c> would move the instance as it is now.</param>
/// <param name="Faults">Everything that hinders, each with the activity concerned.</param>
/// <param name="Moves">Every running activity with its place in the target.</param>
public sealed record MigrationReport(
    string InstanceId, int FromVersion, int ToVersion, bool IsPossible, IReadOnlyList<RefusalDetail> Faults, IReadOnlyList<MigrationMove> Moves,
    int Tasks, int Timers, int Waits);
