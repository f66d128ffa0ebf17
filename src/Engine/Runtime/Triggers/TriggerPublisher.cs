using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Triggers;

/// <summary>Keeps the trigger index in step with publishing, in the publisher's own transaction.</summary>
internal sealed class TriggerPublisher(TriggerIndex index, IBusinessClock clock) : IPublishListener
{
    public Task PublishedAsync(WorkflowDbContext context, PublishedDefinition published, CancellationToken cancellationToken)
    {
        var triggers = published.Graph is null ? [] : StartTriggerReader.Read(published.Graph, clock.Now);
        return index.ReplaceAsync(context, published.DefinitionId, published.Content.Hash, triggers, cancellationToken);
    }

    public Task RetractedAsync(WorkflowDbContext context, string definitionId, CancellationToken cancellationToken) =>
        index.ReplaceAsync(context, definitionId, "", [], cancellationToken);
}
