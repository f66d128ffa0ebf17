namespace GridGov.Workflow.Engine.Definitions.Versioning;

/// <summary>One stored version of a definition, as far as the version rules care.</summary>
/// <param name="Id">Id of the version.</param>
/// <param name="Version">1, 2, 3 … per definition; a number is never given twice, not even after a deletion that hid it.</param>
/// <param name="IsHidden">Deleted, but an instance still names it: shown to viewers of that instance only.</param>
public sealed record VersionHeader(string Id, int Version, bool IsLatest, bool IsPublished, bool IsHidden = false);

/// <summary>What a command makes of the versions of one definition.</summary>
/// <param name="Versions">All versions that exist afterwards, by number.</param>
/// <param name="TargetId">The version that the command is about: the draft, the published, the retracted, the copy; null for deletions.</param>
/// <param name="IsNew">True when <paramref name="TargetId"/> did not exist before.</param>
/// <param name="AlreadyPublished">True when publishing found nothing to do.</param>
public sealed record VersionChange(
    IReadOnlyList<VersionHeader> Versions, string? TargetId = null, bool IsNew = false, bool AlreadyPublished = false);
