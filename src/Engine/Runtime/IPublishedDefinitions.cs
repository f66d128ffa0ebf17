using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>Finds the published version of a definition.</summary>
public interface IPublishedDefinitions
{
    /// <summary>Content hash of the published version, or null when the definition has none.</summary>
    ValueTask<string?> FindContentHashAsync(string definitionId, CancellationToken cancellationToken = default);
}

/// <summary>Stored definition contents by hash.</summary>
public interface IDefinitionContents
{
    /// <summary>The content with everything that it pins, or null when it is not stored.</summary>
    ValueTask<DefinitionContent?> FindAsync(string contentHash, CancellationToken cancellationToken = default);
}
