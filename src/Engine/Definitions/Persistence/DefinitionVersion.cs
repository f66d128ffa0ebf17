using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>What lists show of a version (elsa-studio-contract.md §7.2, DefinitionSummary).</summary>
/// <param name="Id">Id of the version.</param>
/// <param name="IsHidden">Deleted, kept for the instances that name it.</param>
/// <param name="ActivityType">Type name as an activity, or null.</param>
/// <param name="ContentHash">Hash of its content as of the last save.</param>
public sealed record DefinitionSummary(
    string Id,
    string DefinitionId,
    int Version,
    string? Name,
    string? Description,
    string? ToolVersion,
    bool IsLatest,
    bool IsPublished,
    bool IsReadonly,
    bool IsSystem,
    bool IsHidden,
    string? ActivityType,
    string ContentHash,
    DateTimeOffset CreatedAt,
    string? SavedBy,
    DateTimeOffset SavedAt);

/// <summary>A version with its document, which carries id, definitionId, version, createdAt, isLatest and isPublished as stored.</summary>
public sealed record DefinitionVersion(DefinitionSummary Summary, WorkflowDocument Document);

/// <summary>Result of saving or publishing.</summary>
/// <param name="AlreadyPublished">True when publishing found nothing to do.</param>
/// <param name="Warnings">Findings of the publication that did not refuse it; empty after saving a draft.</param>
public sealed record DefinitionSaved(DefinitionVersion Version, bool AlreadyPublished, IReadOnlyList<DefinitionFault> Warnings)
{
    /// <summary>Definitions that were moved to this version because its options ask for that.</summary>
    public IReadOnlyList<DefinitionSummary> UpdatedConsumers { get; init; } = [];
}
