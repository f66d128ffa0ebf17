using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Elsa.Wire;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>A page of instances: what matches, in which order, and which part.</summary>
public sealed record ListInstancesRequest : InstanceFilter
{
    /// <summary>From 0; null = everything.</summary>
    public int? Page { get; init; }
    public int? PageSize { get; init; }

    /// <summary>Created (default), LastExecuted or UpdatedAt, Finished, Name.</summary>
    public string? OrderBy { get; init; }
    public string? OrderDirection { get; init; }
}

/// <summary>An instance in a list.</summary>
public sealed record InstanceListItem(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, WorkflowStatus Status, WorkflowSubStatus SubStatus, string? CorrelationId,
    string? Name, int IncidentCount, bool IsSystem, string? ParentWorkflowInstanceId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

/// <summary>Reads lists of instances from their rows, without those of cases that the reader may not read.</summary>
internal sealed class InstanceLists(IWorkflowDb db, ReadableCases readable)
{
    public async Task<ElsaPage<InstanceListItem>> ListAsync(ListInstancesRequest request, CancellationToken stop)
    {
        await using var context = db.Open();
        var matches = request.Apply(readable.Among(context, context.Instances));
        var total = await matches.LongCountAsync(stop);
        IQueryable<InstanceRow> ordered = Order(matches, request);
        if (request.PageSize is { } given)
        {
            var size = Math.Max(given, 1);
            var skip = Math.Min((long)Math.Max(request.Page ?? 0, 0) * size, int.MaxValue);
            ordered = ordered.Skip((int)skip).Take(size);
        }

        return new ElsaPage<InstanceListItem>(await Items(ordered).ToListAsync(stop), total);
    }

    /// <summary>One instance's row; null when it does not exist or was deleted.</summary>
    public async Task<InstanceListItem?> FindAsync(string id, CancellationToken stop)
    {
        await using var context = db.Open();
        return await Items(readable.Among(context, context.Instances.Where(row => row.Id == id && !row.IsDeleted))).FirstOrDefaultAsync(stop);
    }

    /// <summary>Ids of all running instances that match, oldest first.</summary>
    public async Task<IReadOnlyList<string>> RunningAsync(InstanceFilter filter, CancellationToken stop)
    {
        await using var context = db.Open();
        return await filter.Apply(readable.Among(context, context.Instances)).Where(row => row.Status == WorkflowStatus.Running)
            .OrderBy(row => row.CreatedAt).Select(row => row.Id).ToListAsync(stop);
    }

    private static IQueryable<InstanceListItem> Items(IQueryable<InstanceRow> rows) => rows.Select(row => new InstanceListItem(
        row.Id, row.DefinitionId, row.VersionId, row.Version, row.Status, row.SubStatus, row.CorrelationId, row.Name, row.IncidentCount, row.IsSystem,
        row.ParentInstanceId, row.CreatedAt, row.UpdatedAt, row.FinishedAt));

    private static IOrderedQueryable<InstanceRow> Order(IQueryable<InstanceRow> rows, ListInstancesRequest request)
    {
        var up = string.Equals(request.OrderDirection, "Ascending", StringComparison.OrdinalIgnoreCase);
        var ordered = request.OrderBy?.ToUpperInvariant() switch
        {
            "LASTEXECUTED" or "UPDATEDAT" => up ? rows.OrderBy(row => row.UpdatedAt) : rows.OrderByDescending(row => row.UpdatedAt),
            "FINISHED" or "FINISHEDAT" => up ? rows.OrderBy(row => row.FinishedAt) : rows.OrderByDescending(row => row.FinishedAt),
            "NAME" => up ? rows.OrderBy(row => row.Name) : rows.OrderByDescending(row => row.Name),
            null or "" or "CREATED" or "CREATEDAT" => up ? rows.OrderBy(row => row.CreatedAt) : rows.OrderByDescending(row => row.CreatedAt),
            _ => throw ElsaErrors.Invalid("query.invalid", "orderBy", request.OrderBy, "Created, LastExecuted, UpdatedAt, Finished, Name"),
        };
        return up ? ordered.ThenBy(row => row.Id) : ordered.ThenByDescending(row => row.Id);
    }
}
