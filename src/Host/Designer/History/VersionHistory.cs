using GridGov.Workflow.Engine.Definitions.Diff;
using GridGov.Workflow.Engine.Definitions.Persistence;

namespace GridGov.Workflow.Host.Designer.History;

/// <summary>What the history page of a definition shows. Public, as pages are.</summary>
/// <param name="Versions">Newest first; at least one.</param>
/// <param name="Compared">The two versions that are compared, or null when there is only one.</param>
/// <param name="Unknown">A version that the address asks for and that does not exist, or null.</param>
public sealed record VersionHistory(
    string DefinitionId, string Name, IReadOnlyList<VersionLine> Versions, Comparison? Compared, string? Unknown);

/// <summary>A row of the list of versions.</summary>
/// <param name="SavedBy">Name of the person; null for the system itself.</param>
public sealed record VersionLine(int Number, string? SavedBy, string SavedAt, bool IsPublished, bool IsLatest);

/// <summary>Two versions and how they differ.</summary>
public sealed record Comparison(int From, int To, IReadOnlyList<DefinitionChange> Changes);
