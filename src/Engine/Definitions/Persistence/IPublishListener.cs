using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>A version that is being published, with everything that it pins.</summary>
public sealed record PublishedDefinition(string DefinitionId, string VersionId, int Version, DefinitionContent Content, WorkflowGraph? Graph);

/// <summary>
/// Takes part in publishing: the trigger index writes its rows here. Called inside the command's transaction, before it is
/// saved; the context tracks changes. May be called again when the command is repeated after a conflict. An exception refuses the command.
/// </summary>
public interface IPublishListener
{
    /// <summary>A version became the published one, in place of any other of its definition.</summary>
    Task PublishedAsync(WorkflowDbContext context, PublishedDefinition published, CancellationToken cancellationToken);

    /// <summary>The definition has no published version any more (retracted or deleted).</summary>
    Task RetractedAsync(WorkflowDbContext context, string definitionId, CancellationToken cancellationToken);
}
