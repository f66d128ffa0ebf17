using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Retention;

/// <summary>A case with its instance and all that this one has started, as they stood at one moment.</summary>
internal sealed record CaseTree(CaseRow Case, IReadOnlyList<TreeNode> Nodes)
{
    private const int Width = 500;

    /// <summary>Rows of all journals.</summary>
    public long Bursts => Nodes.Sum(node => node.Burst);

    /// <summary>Reads the tree level by level.</summary>
    /// <returns>Null while a part of it may still move: it runs, waits for an operator, or has sent what nobody has delivered.</returns>
    public static async Task<CaseTree?> FindAsync(WorkflowDbContext context, CaseRow @case, CancellationToken stop)
    {
        var nodes = new List<TreeNode>();
        string[] level = [@case.InstanceId];
        nodes.AddRange(await ReadAsync(context.Instances.Where(row => row.Id == @case.InstanceId), stop));
        while (level.Length > 0)
        {
            var next = new List<TreeNode>();
            foreach (var parents in level.Chunk(Width)) next.AddRange(await ReadAsync(context.Instances.Where(row => row.ParentInstanceId != null && parents.Contains(row.ParentInstanceId)), stop));
            nodes.AddRange(next);
            level = [.. next.Select(node => node.Id)];
        }

        if (nodes.Count == 0 || nodes.Exists(node => node.Status != WorkflowStatus.Finished || node.Incidents > 0)) return null;
        foreach (var part in nodes.Select(node => node.Id).Chunk(Width))
        {
            if (await context.Outbox.AnyAsync(row => part.Contains(row.InstanceId), stop)) return null;
        }

        return new CaseTree(@case, nodes);
    }

    private static Task<List<TreeNode>> ReadAsync(IQueryable<InstanceRow> rows, CancellationToken stop) => rows.OrderBy(row => row.Id)
        .Select(row => new TreeNode(row.Id, row.ParentInstanceId, row.DefinitionId, row.Version, row.CorrelationId, row.Status, row.SubStatus, row.IncidentCount, row.Burst, row.HeadHash, row.CreatedAt, row.FinishedAt))
        .ToListAsync(stop);
}

/// <summary>One instance of a tree.</summary>
/// <param name="Burst">Its last burst: when it has another one later, the tree is an old one.</param>
internal sealed record TreeNode(
    string Id, string? ParentId, string DefinitionId, int Version, string? CorrelationId, WorkflowStatus Status, WorkflowSubStatus SubStatus, int Incidents, long Burst, byte[] HeadHash,
    DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);
