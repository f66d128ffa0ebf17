using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>From the engine's state to Elsa's. Pure.</summary>
internal static class WorkflowStates
{
    public static WorkflowState Of(InstanceState state)
    {
        var byId = state.Contexts.ToDictionary(context => context.Id, StringComparer.Ordinal);
        return new WorkflowState(
            state.InstanceId, state.DefinitionId, state.DefinitionVersionId, state.DefinitionVersion, state.CorrelationId, state.Name, state.Parent?.InstanceId,
            state.Status, state.SubStatus, IsExecuting: false, state.IsForeign, [.. Waits(state)], [.. Incidents(state)], IsSystem: false,
            [.. Callbacks(state, byId)], [.. state.Contexts.Select(context => Context(state, context, byId))], [], state.Entries, state.Input, state.Output,
            new Dictionary<string, object> { ["Variables"] = Variables(state) }, state.CreatedAt, state.UpdatedAt, state.FinishedAt);
    }

    /// <summary>Variables of the workflow's own scope.</summary>
    public static IReadOnlyList<VariableState> Variables(InstanceState state) =>
        state.Contexts.Count == 0 ? [] : [.. state.Contexts[0].Variables.Select(Variable)];

    private static IEnumerable<BookmarkState> Waits(InstanceState state)
    {
        if (state.Status == WorkflowStatus.Finished) yield break;
        foreach (var bookmark in state.Bookmarks)
        {
            yield return Wait(bookmark.Id, bookmark.Name, bookmark.Hash, bookmark.Payload, bookmark.NodeId, bookmark.ExecutionId, bookmark.CreatedAt);
        }

        foreach (var task in state.Tasks) yield return Wait(task.Id, task.Name, null, default, task.NodeId, task.ExecutionId, task.CreatedAt);
        foreach (var effect in state.PendingEffects)
        {
            if (state.Contexts.Find(context => context.Id == effect.ExecutionId) is { } context)
                yield return Wait(effect.Key, effect.Kind, null, default, context.NodeId, context.Id, context.StartedAt);
        }

        BookmarkState Wait(string id, string name, string? hash, JsonElement payload, string nodeId, string executionId, DateTimeOffset createdAt) => new(
            id, name, (hash ?? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))).ToUpperInvariant(),
            payload.ValueKind == JsonValueKind.Undefined ? null : payload, LastPart(nodeId), nodeId, Global(state, executionId), createdAt, true, true);
    }

    private static IEnumerable<IncidentState> Incidents(InstanceState state) => state.Incidents.Where(incident => !incident.Resolved).Select(incident =>
        new IncidentState(
            incident.Id, incident.ActivityId, incident.NodeId, incident.ActivityType, incident.Message, new ExceptionState(incident.Code, incident.Message),
            incident.At));

    private static IEnumerable<CallbackState> Callbacks(InstanceState state, Dictionary<string, ActivityContext> byId) =>
        from context in state.Contexts
        where context.ParentId is not null && byId.ContainsKey(context.ParentId) && context.Status == ActivityStatus.Running
        select new CallbackState(Global(state, context.ParentId!), context.NodeId, "OnChildCompletedAsync");

    private static ContextState Context(InstanceState state, ActivityContext context, Dictionary<string, ActivityContext> byId) => new(
        Global(state, context.Id), context.ParentId is null ? null : Global(state, context.ParentId), context.NodeId,
        context.ParentId is not null && byId.TryGetValue(context.ParentId, out var parent) ? parent.NodeId : null,
        new Dictionary<string, object>(), new Dictionary<string, JsonElement>(), [.. context.Variables.Select(Variable)], context.Status, IsExecuting: false,
        context.Status == ActivityStatus.Faulted ? 1 : 0, context.StartedAt);

    private static VariableState Variable(VariableSlot slot) => new(slot.Id, slot.Name, slot.Value);

    private static string Global(InstanceState state, string executionId) => $"{state.InstanceId}-{executionId}";

    private static string LastPart(string nodeId) => nodeId[(nodeId.LastIndexOf(':') + 1)..];
}
