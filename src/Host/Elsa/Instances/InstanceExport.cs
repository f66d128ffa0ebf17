using System.IO.Compression;
using System.Text.Json;
using GridGov.Workflow.Engine.History.Folds;
using GridGov.Workflow.Host.Elsa.Executions;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>Instance files (route 43): PascalCase top members, everything below as in the API.</summary>
internal static class InstanceExport
{
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<IResult> OneAsync(string id, InstanceViews views, ElsaQuery query, CancellationToken stop) => Results.File(
        await WriteAsync(
            id, views, query.Flag("includeBookmarks") ?? true, query.Flag("includeActivityExecutionLog") ?? true,
            query.Flag("includeWorkflowExecutionLog") ?? true, stop),
        "application/json", FileName(id));

    /// <summary>One id gives its JSON, several a zip; 204 when none exists.</summary>
    public static async Task<IResult> ManyAsync(IReadOnlyList<string> ids, InstanceViews views, CancellationToken stop)
    {
        if (ids.Count == 0) return Results.NoContent();
        if (ids.Count == 1) return Results.File(await WriteAsync(ids[0], views, true, true, true, stop), "application/json", FileName(ids[0]));
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(FileName(id));
                entry.LastWriteTime = EntryTime;
                await using var content = await entry.OpenAsync(stop);
                await content.WriteAsync(await WriteAsync(id, views, true, true, true, stop), stop);
            }
        }

        return Results.File(stream.ToArray(), "application/zip", "workflow-instances.zip");
    }

    private static async Task<byte[]> WriteAsync(
        string id, InstanceViews views, bool withBookmarks, bool withExecutions, bool withLog, CancellationToken stop)
    {
        var state = WorkflowStates.Of(await views.StateAsync(id, stop));
        var (executions, log) = await views.HistoryAsync(id, fold => Tuple.Create(fold.Executions.ToArray(), fold.Log.ToArray()), stop);
        var file = new Dictionary<string, object?>
        {
            ["WorkflowState"] = state,
            ["Bookmarks"] = withBookmarks ? state.Bookmarks : Array.Empty<BookmarkState>(),
            ["ActivityExecutionRecords"] = withExecutions ? executions.Select(ExecutionShapes.Full) : Array.Empty<object>(),
            ["WorkflowExecutionLogRecords"] = withLog ? log : Array.Empty<LogRecord>(),
        };
        return JsonSerializer.SerializeToUtf8Bytes(file, ElsaJson.Options);
    }

    private static string FileName(string id) => $"workflow-instance-{id}.json";
}
