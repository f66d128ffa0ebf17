using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Requests;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Instances;

/// <summary>Reads instances and their journal.</summary>
internal sealed class InstanceReader(IWorkflowDb db, IWorkflowRuntime runtime, IWorkflowGraphs graphs)
{
    public async Task<Page<InstanceSummary>> ListAsync(
        ReadableCases readable, string? definitionId, WorkflowStatus? status, string? correlationId, string? parentId, Cursor? after, int limit, CancellationToken stop)
    {
        await using var context = db.Open();
        var query = readable.Among(context, context.Instances.Where(row => !row.IsDeleted));
        if (definitionId is not null) query = query.Where(row => row.DefinitionId == definitionId);
        if (status is not null) query = query.Where(row => row.Status == status);
        if (correlationId is not null) query = query.Where(row => row.CorrelationId == correlationId);
        if (parentId is not null) query = query.Where(row => row.ParentInstanceId == parentId);
        if (after is { } cursor)
        {
            query = query.Where(row => row.CreatedAt < cursor.At || (row.CreatedAt == cursor.At && string.Compare(row.Id, cursor.Id) < 0));
        }

        var rows = await query.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(limit + 1)
            .Select(row => new InstanceSummary(
                row.Id, row.DefinitionId, row.Version, row.Status, row.SubStatus, row.Name, row.CorrelationId, row.ParentInstanceId,
                row.IncidentCount, row.CreatedAt, row.UpdatedAt, row.FinishedAt))
            .ToListAsync(stop);
        var page = rows.Take(limit).ToList();
        return new Page<InstanceSummary>(page, rows.Count > limit ? new Cursor(page[^1].CreatedAt, page[^1].Id).ToString() : null);
    }

    public async Task<InstanceView?> FindAsync(string id, CancellationToken stop)
    {
        var state = await runtime.FindStateAsync(id, stop);
        return state is null ? null : View(state, await graphs.GetAsync(state.ContentHash, stop));
    }

    /// <summary>Bursts from number <paramref name="from"/> on, oldest first.</summary>
    public async Task<(IReadOnlyList<BurstView> Items, long? Next)> JournalAsync(string id, long from, int limit, CancellationToken stop)
    {
        await using var context = db.Open();
        var rows = await context.Journal.Where(row => row.InstanceId == id && row.Sequence >= from)
            .OrderBy(row => row.Sequence).Take(limit + 1).ToListAsync(stop);
        return ([.. rows.Take(limit).Select(View)], rows.Count > limit ? rows[limit].Sequence : null);
    }

    internal static InstanceView View(InstanceState state, WorkflowGraph graph) => new(
        state.InstanceId, state.DefinitionId, state.DefinitionVersionId, state.DefinitionVersion, state.ContentHash, state.Status, state.SubStatus,
        state.Name, state.CorrelationId, state.Burst, state.Input, state.Output,
        [.. (state.Contexts.FirstOrDefault()?.Variables ?? []).Select(slot => new VariableView(slot.Id, slot.Name, slot.Type, OrNull(slot.Value)))],
        [.. Waits(state, graph)], state.Incidents, state.CreatedAt, state.UpdatedAt, state.FinishedAt);

    private static IEnumerable<WaitView> Waits(InstanceState state, WorkflowGraph graph)
    {
        foreach (var bookmark in state.Bookmarks)
        {
            var node = graph.Node(bookmark.NodeId);
            yield return new WaitView("bookmark", bookmark.Id, node.Id, node.NodeId, node.Type, bookmark.Name, bookmark.DueAt);
        }

        foreach (var task in state.Tasks)
        {
            var node = graph.Node(task.NodeId);
            yield return new WaitView("task", task.Id, node.Id, node.NodeId, node.Type, task.Name, task.DueAt);
        }

        foreach (var effect in state.PendingEffects)
        {
            var context = state.Contexts.Find(context => context.Id == effect.ExecutionId);
            if (context is null) continue;
            var node = graph.Node(context.NodeId);
            yield return new WaitView("effect", effect.Key, node.Id, node.NodeId, node.Type, effect.Kind, null);
        }
    }

    private static BurstView View(JournalRow row)
    {
        var payload = JournalRows.Payload(row);
        return new BurstView(
            row.Sequence, row.At, row.Kind, new Actor(row.ActorId, row.OnBehalfOf, row.Via), row.StoredStimulus(),
            [.. payload.Entries.Select(EntryView.Of)], Convert.ToHexStringLower(row.PreviousHash), Convert.ToHexStringLower(row.Hash));
    }

    private static JsonElement? OrNull(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? null : json;
}
