using GridGov.Workflow.Engine.History.Folds;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>Lists, single instances, journals and exports (elsa-studio-contract.md §7.3, routes 34 to 38, 43, 44).</summary>
internal static class InstanceReads
{
    private const int DefaultTake = 100;

    public static void Map(IEndpointRouteBuilder read)
    {
        var group = read.MapGroup("/workflow-instances");
        group.MapPost("/", async (HttpRequest request, InstanceLists lists, CancellationToken stop) =>
            await lists.ListAsync(await ElsaBody.ReadAsync<ListInstancesRequest>(request), stop));
        group.MapGet("/", async (HttpRequest request, InstanceLists lists, CancellationToken stop) => await lists.ListAsync(FromQuery(new ElsaQuery(request)), stop));
        group.MapGet("/{id}", (string id, InstanceViews views, CancellationToken stop) => views.FindAsync(id, stop));
        group.MapGet("/{id}/execution-state", async (string id, InstanceViews views, CancellationToken stop) =>
        {
            var row = await views.RowAsync(id, stop);
            return new { status = row.Status, subStatus = row.SubStatus, workflowSubStatus = row.SubStatus, updatedAt = row.UpdatedAt };
        });
        group.MapGet("/{id}/variables", async (string id, InstanceViews views, CancellationToken stop) =>
            new ElsaList<VariableState>(WorkflowStates.Variables(await views.StateAsync(id, stop))));
        group.MapPost("/{id}/journal", async (string id, HttpRequest request, InstanceViews views, CancellationToken stop) =>
            await JournalAsync(id, new ElsaQuery(request), (await ElsaBody.ReadAsync<JournalRequest>(request)).Filter, views, stop));
        group.MapGet("/{id}/journal", (string id, HttpRequest request, InstanceViews views, CancellationToken stop) =>
            JournalAsync(id, new ElsaQuery(request), null, views, stop));
        group.MapGet("/{id}/journal/{activityId}", (string id, string activityId, InstanceViews views, CancellationToken stop) => views.HistoryAsync(
            id,
            fold => fold.Log.LastOrDefault(line => line.ActivityId == activityId && line.EventName is "Started" or "Completed" or "Faulted")
                ?? throw ElsaErrors.NotFound("execution.none", activityId),
            stop));
        group.MapGet("/{id}/export", async (string id, HttpRequest request, InstanceViews views, CancellationToken stop) =>
            await InstanceExport.OneAsync(id, views, new ElsaQuery(request), stop));
        read.MapPost("/bulk-actions/export/workflow-instances", async (HttpRequest request, InstanceViews views, CancellationToken stop) =>
            await InstanceExport.ManyAsync((await ElsaBody.ReadAsync<BulkInstancesRequest>(request)).Ids ?? [], views, stop));
    }

    private static Task<ElsaPage<LogRecord>> JournalAsync(string id, ElsaQuery query, JournalFilter? filter, InstanceViews views, CancellationToken stop)
    {
        var take = query.Number("take") ?? query.Number("pageSize") ?? DefaultTake;
        var skip = query.Number("skip") ?? (query.Number("page") ?? 0) * take;
        return views.HistoryAsync(id, fold =>
        {
            var lines = filter is null ? fold.Log : [.. fold.Log.Where(filter.Fits)];
            return new ElsaPage<LogRecord>([.. lines.Skip(skip).Take(take)], lines.Count);
        }, stop);
    }

    private static ListInstancesRequest FromQuery(ElsaQuery query) => new()
    {
        Page = query.Number("page"),
        PageSize = query.Number("pageSize"),
        SearchTerm = query.Text("searchTerm"),
        DefinitionId = query.Text("definitionId"),
        DefinitionIds = query.List("definitionIds"),
        CorrelationId = query.Text("correlationId"),
        Version = query.Number("version"),
        HasIncidents = query.Flag("hasIncidents"),
        IsSystem = query.Flag("isSystem"),
        Status = query.Text("status"),
        Statuses = query.List("statuses"),
        SubStatus = query.Text("subStatus"),
        SubStatuses = query.List("subStatuses"),
        OrderBy = query.Text("orderBy"),
        OrderDirection = query.Text("orderDirection"),
    };
}
