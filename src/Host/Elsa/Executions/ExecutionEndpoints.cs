using GridGov.Workflow.Engine.History.Folds;
using GridGov.Workflow.Host.Elsa.Instances;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Executions;

/// <summary>Nodes of an instance whose counts are wanted.</summary>
public sealed record ReportRequest(string? WorkflowInstanceId, IReadOnlyList<string>? ActivityNodeIds);

/// <summary>Executions of activities (elsa-studio-contract.md §7.4), read from the fold of their instance.</summary>
internal static class ExecutionEndpoints
{
    private const int DefaultTake = 100;
    private const int MaxTake = 1000;

    public static void Map(IEndpointRouteBuilder read)
    {
        var group = read.MapGroup("/activity-executions");
        group.MapPost("/report", async (HttpRequest request, InstanceViews views, CancellationToken stop) =>
        {
            var body = await ElsaBody.ReadAsync<ReportRequest>(request);
            var wanted = (body.ActivityNodeIds ?? []).ToHashSet(StringComparer.Ordinal);
            var stats = await views.HistoryAsync(
                Required(body.WorkflowInstanceId), fold => fold.Stats().Where(node => wanted.Count == 0 || wanted.Contains(node.ActivityNodeId)).ToList(), stop);
            return new { stats };
        });
        group.MapGet("/list", async (HttpRequest request, InstanceViews views, CancellationToken stop) =>
            new ElsaList<ExecutionView>(await ListAsync(new ElsaQuery(request), ExecutionShapes.Full, views, stop)));
        read.MapGet("/activity-execution-summaries/list", async (HttpRequest request, InstanceViews views, CancellationToken stop) =>
            new ElsaList<ExecutionView>(await ListAsync(new ElsaQuery(request), ExecutionShapes.Summary, views, stop)));
        group.MapGet("/count", async (HttpRequest request, InstanceViews views, CancellationToken stop) =>
            new { count = (await ListAsync(new ElsaQuery(request), ExecutionShapes.Summary, views, stop)).Count });
        group.MapGet("/by-id", async (HttpRequest request, InstanceViews views, CancellationToken stop) =>
            await FindAsync(new ElsaQuery(request).Text("id") ?? throw ElsaErrors.Invalid("body.missing", "id"), views, stop));
        group.MapGet("/{id}", FindAsync);
        group.MapGet("/{id}/call-stack", CallStackAsync);
    }

    private static async Task<ExecutionView> FindAsync(string id, InstanceViews views, CancellationToken stop) => await views.HistoryAsync(
        InstanceOf(id), fold => ExecutionShapes.Full(fold.Find(id) ?? throw ElsaErrors.NotFound("execution.none", id)), stop);

    private static async Task<object> CallStackAsync(string id, HttpRequest request, InstanceViews views, CancellationToken stop)
    {
        var query = new ElsaQuery(request);
        var stack = await views.HistoryAsync(InstanceOf(id), fold => fold.CallStack(id), stop);
        if (stack.Count == 0) throw ElsaErrors.NotFound("execution.none", id);
        var items = stack.Skip(query.Number("skip") ?? 0).Take(Math.Min(query.Number("take") ?? DefaultTake, MaxTake)).Select(ExecutionShapes.Full);
        return new { activityExecutionId = id, items, totalCount = stack.Count };
    }

    private static Task<List<T>> ListAsync<T>(ElsaQuery query, Func<ActivityExecution, T> shape, InstanceViews views, CancellationToken stop)
    {
        var nodeId = query.Text("ActivityNodeId");
        var activityId = query.Text("ActivityId");
        var completed = query.Flag("Completed");
        return views.HistoryAsync(
            Required(query.Text("WorkflowInstanceId")),
            fold => fold.Executions
                .Where(execution => (nodeId is null || execution.ActivityNodeId == nodeId) && (activityId is null || execution.ActivityId == activityId))
                .Where(execution => completed is null || execution.CompletedAt is not null == completed)
                .Select(shape).ToList(),
            stop);
    }

    private static string InstanceOf(string id) => InstanceFolds.InstanceOf(id) ?? throw ElsaErrors.NotFound("execution.none", id);

    private static string Required(string? instanceId) =>
        string.IsNullOrEmpty(instanceId) ? throw ElsaErrors.Invalid("body.missing", "workflowInstanceId") : instanceId;
}
