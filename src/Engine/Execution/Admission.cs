using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Which stimuli an instance takes in its status, and whether it fits another definition version.</summary>
internal static class Admission
{
    /// <summary>
    /// A finished instance takes commands of its subject (marks only; the subject decides). A faulted one also takes what
    /// repairs it, and answers of effects, which it keeps for the repair.
    /// </summary>
    public static Refusal? FindObstacle(InstanceState state, Stimulus stimulus)
    {
        if (state.IsDeleted) return Refusals.InstanceDeleted(state);
        if (stimulus is Delete) return state.Subject is null ? null : Refusals.CarriesCase(state);
        if (state.IsForeign) return Refusals.InstanceForeign(state);
        if (state.Status == WorkflowStatus.Running) return null;
        var isFaulted = state.SubStatus == WorkflowSubStatus.Faulted;
        return stimulus switch
        {
            SubjectCommand when state.Subject is not null => null,
            Retry or Amend or Migrate or EffectSucceeded or EffectFailed when isFaulted => null,
            TimerDue timer => Refusals.TimerUnknown(timer.BookmarkId),
            _ => Refusals.InstanceFinished(state),
        };
    }

    /// <summary>The chosen start activity must exist.</summary>
    public static Refusal? FindTriggerObstacle(WorkflowGraph graph, Start start)
    {
        if (start.TriggerActivityId is not { } trigger) return null;
        foreach (var node in graph.Nodes.Values)
        {
            if (string.Equals(node.Id, trigger, StringComparison.Ordinal)) return null;
        }

        return Refusals.TriggerUnknown(trigger, graph.DefinitionVersionId);
    }

    /// <summary>The target is another version of the same definition, and what the instance ran before is at hand.</summary>
    public static Refusal? FindMigrationObstacle(WorkflowGraph target, InstanceState state, Migrate migrate, WorkflowGraph? source)
    {
        if (!string.Equals(target.ContentHash, migrate.ToContentHash, StringComparison.Ordinal))
        {
            return Refusals.MigrationTarget(migrate.ToContentHash, target.ContentHash);
        }

        if (!string.Equals(target.DefinitionId, state.DefinitionId, StringComparison.Ordinal))
        {
            return Refusals.MigrationDefinition(state.DefinitionId, target.DefinitionId);
        }

        if (string.Equals(target.ContentHash, state.ContentHash, StringComparison.Ordinal)) return Refusals.MigrationSame(target.Version);
        if (!string.Equals(source?.ContentHash, state.ContentHash, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"Instance '{state.InstanceId}' runs content {state.ContentHash}, but the source given is {source?.ContentHash ?? "none"}.", nameof(source));
        }

        return null;
    }
}
