using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Versions;

/// <summary>A batch and how far it is.</summary>
/// <param name="State">Running, Ended or Cancelled.</param>
/// <param name="Movable">Instances that a dry run found to be movable.</param>
public sealed record MigrationBatchView(
    string Id, string DefinitionId, int ToVersion, string Reason, bool DryRun, string Actor, DateTimeOffset At, DateTimeOffset? EndedAt, string State,
    int Total, int Pending, int Moved, int Movable, int Refused);

/// <summary>One instance of a batch.</summary>
public sealed record MigrationItemView(string InstanceId, MigrationOutcome Outcome, string? Code, IReadOnlyList<RefusalDetail> Faults);

/// <summary>Migrations of many instances: asked for, read while they run, stopped. <see cref="MigrationRunner"/> does the work.</summary>
internal sealed class MigrationBatches(IWorkflowDb db, InstanceMigration migration, ReadableCases readable, MigrationRunner runner, AdminLog log, TimeProvider time)
{
    private const int InsertBatch = 500;

    /// <summary>Stores the request with every instance that it concerns now; the same command gives the same batch.</summary>
    public async Task<MigrationBatchView> StartAsync(string definitionId, Command<MigrateManyRequest> command, CancellationToken stop)
    {
        var request = command.Body;
        if (string.IsNullOrWhiteSpace(request.Reason)) throw ProblemException.Missing("reason", "a reason in words");
        if (request.Reason.Length > 1000) throw ProblemException.Invalid("reason", request.Reason, "at most 1000 characters");
        if (request.FromVersions is { Count: 0 }) throw ProblemException.Invalid("fromVersions", "[]", "at least one version number, or null for all");
        var target = await migration.TargetAsync(definitionId, request.ToVersion, stop);
        var id = DerivedIds.Of("migration-batch", command.Id);
        await using var context = db.Open();
        if (await context.Set<MigrationBatchRow>().FirstOrDefaultAsync(row => row.Id == id, stop) is { } known)
        {
            if (known.BodyHash == command.BodyHash) return await ReadAsync(id, stop);
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "idempotency.body-differs",
                "This Idempotency-Key was used with another body. Send the same body again, or take a new key.")
            { Field = IdempotencyKey.Header };
        }

        var instances = await InstancesAsync(context, definitionId, request.FromVersions, target.ContentHash, stop);
        await using var transaction = await context.Database.BeginTransactionAsync(stop);
        context.Add(new MigrationBatchRow
        {
            Id = id,
            DefinitionId = definitionId,
            ToVersionId = target.Id,
            ToVersion = target.Version,
            ToContentHash = target.ContentHash,
            Mapping = request.Mapping is { Count: > 0 } ? JsonSerializer.Serialize(request.Mapping) : null,
            Reason = request.Reason,
            DryRun = request.DryRun,
            ActorId = command.Actor.Id,
            OnBehalfOf = command.Actor.OnBehalfOf,
            Via = command.Actor.Via,
            BodyHash = command.BodyHash,
            At = command.At,
            EndedAt = instances.Count == 0 ? time.GetUtcNow() : null,
        });
        await context.SaveChangesAsync(stop);
        foreach (var part in instances.Chunk(InsertBatch))
        {
            context.AddRange(part.Select(instance => new MigrationItemRow { BatchId = id, InstanceId = instance }));
            await context.SaveChangesAsync(stop);
            context.ChangeTracker.Clear();
        }

        await log.SaveAsync(context, new AdminAct(request.DryRun ? "migration.rehearse" : "migration.start", id, new { definitionId, toVersion = target.Version, instances = instances.Count, request.Reason }), stop);
        await transaction.CommitAsync(stop);
        runner.LookAgain();
        return await ReadAsync(id, stop);
    }

    /// <exception cref="ProblemException">404.</exception>
    public async Task<MigrationBatchView> ReadAsync(string id, CancellationToken stop)
    {
        await using var context = db.Open();
        var row = await context.Set<MigrationBatchRow>().FirstOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound("migration", id);
        var counts = await context.Set<MigrationItemRow>().Where(item => item.BatchId == id)
            .GroupBy(item => item.Outcome).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, stop);
        int Count(MigrationOutcome outcome) => counts.GetValueOrDefault(outcome);
        return new MigrationBatchView(
            row.Id, row.DefinitionId, row.ToVersion, row.Reason, row.DryRun, row.ActorId, row.At, row.EndedAt,
            row.IsCancelled ? "Cancelled" : row.EndedAt is null ? "Running" : "Ended",
            counts.Values.Sum(), Count(MigrationOutcome.Pending), Count(MigrationOutcome.Moved), Count(MigrationOutcome.Movable), Count(MigrationOutcome.Refused));
    }

    /// <summary>Instances of a batch by id, those of cases that the reader may not read left out.</summary>
    public async Task<Page<MigrationItemView>> ItemsAsync(string id, MigrationOutcome? outcome, string? after, int limit, CancellationToken stop)
    {
        await ReadAsync(id, stop);
        await using var context = db.Open();
        var instances = readable.Among(context, context.Instances);
        var items = context.Set<MigrationItemRow>().Where(item => item.BatchId == id && instances.Any(row => row.Id == item.InstanceId));
        if (outcome is { } only) items = items.Where(item => item.Outcome == only);
        if (after is not null) items = items.Where(item => string.Compare(item.InstanceId, after) > 0);
        var rows = await items.OrderBy(item => item.InstanceId).Take(limit + 1).ToListAsync(stop);
        var page = rows.Take(limit).Select(row => new MigrationItemView(
            row.InstanceId, row.Outcome, row.Code, row.Faults is null ? [] : JsonSerializer.Deserialize<RefusalDetail[]>(row.Faults) ?? [])).ToList();
        return new Page<MigrationItemView>(page, rows.Count > limit ? page[^1].InstanceId : null);
    }

    /// <summary>What has not moved yet stays where it is.</summary>
    public async Task<MigrationBatchView> CancelAsync(string id, CancellationToken stop)
    {
        await ReadAsync(id, stop);
        await using var context = db.Open();
        var cancelled = await context.Set<MigrationBatchRow>().Where(row => row.Id == id && row.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsCancelled, true).SetProperty(row => row.EndedAt, time.GetUtcNow()), stop);
        if (cancelled > 0) await log.RecordAsync(new AdminAct("migration.cancel", id), stop);
        return await ReadAsync(id, stop);
    }

    private async Task<List<string>> InstancesAsync(WorkflowDbContext context, string definitionId, IReadOnlyList<int>? versions, string targetHash, CancellationToken stop)
    {
        // A faulted instance has finished with an incident that an operator may still mend.
        var rows = readable.Among(context, context.Instances).Where(row =>
            row.DefinitionId == definitionId && row.ContentHash != targetHash && !row.IsDeleted
            && (row.Status == WorkflowStatus.Running || row.SubStatus == WorkflowSubStatus.Faulted));
        if (versions is not null) rows = rows.Where(row => versions.Contains(row.Version));
        return await rows.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(stop);
    }
}
