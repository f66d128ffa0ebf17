using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.History.Folds;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>One instance with its state.</summary>
public sealed record InstanceDetails(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, WorkflowStatus Status, WorkflowSubStatus SubStatus, bool IsExecuting,
    string? CorrelationId, string? Name, int IncidentCount, bool IsSystem, bool IsForeign, string? ParentWorkflowInstanceId, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt, WorkflowState WorkflowState);

/// <summary>Reads single instances. A deleted one is not there, nor is one of a case that the reader may not read.</summary>
internal sealed class InstanceViews(IWorkflowRuntime runtime, InstanceLists lists, InstanceFolds folds, ReadableCases readable)
{
    /// <exception cref="ProblemException">404.</exception>
    public async Task<InstanceDetails> FindAsync(string id, CancellationToken stop)
    {
        var state = await StateAsync(id, stop);
        return new InstanceDetails(
            state.InstanceId, state.DefinitionId, state.DefinitionVersionId, state.DefinitionVersion, state.Status, state.SubStatus, IsExecuting: false,
            state.CorrelationId, state.Name, state.Incidents.Count(incident => !incident.Resolved), IsSystem: false, state.IsForeign, state.Parent?.InstanceId,
            state.CreatedAt, state.UpdatedAt, state.FinishedAt, WorkflowStates.Of(state));
    }

    /// <exception cref="ProblemException">404.</exception>
    public async Task<InstanceState> StateAsync(string id, CancellationToken stop) =>
        await readable.IncludesInstanceAsync(id, stop) && await runtime.FindStateAsync(id, stop) is { IsDeleted: false } state ? state : throw NotFound(id);

    /// <exception cref="ProblemException">404.</exception>
    public async Task<InstanceListItem> RowAsync(string id, CancellationToken stop) => await lists.FindAsync(id, stop) ?? throw NotFound(id);

    /// <summary>Reads from the history of an instance.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<T> HistoryAsync<T>(string id, Func<InstanceFold, T> read, CancellationToken stop)
        where T : class
    {
        await RowAsync(id, stop);
        return await folds.ReadAsync(id, read, stop) ?? throw NotFound(id);
    }

    private static ProblemException NotFound(string id) => ElsaErrors.NotFound("instance.none", id);
}
