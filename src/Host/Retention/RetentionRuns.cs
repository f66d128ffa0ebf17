using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace GridGov.Workflow.Host.Retention;

/// <summary>Rounds of archiving: begun by an administrator, read while they run. <see cref="RetentionJob"/> does the work.</summary>
internal sealed class RetentionRuns(
    IWorkflowDb db, RetentionRights rights, AdminLog log, IBusinessClock clock, TimeProvider time, IOptions<RetentionOptions> options, ISchedulerFactory schedulers)
{
    /// <summary>Stores the request; the same command gives the same round.</summary>
    public async Task<RetentionRunView> StartAsync(Command<ArchiveRequest> command, CancellationToken stop)
    {
        rights.RequireArchiving();
        var reason = GivenReason.Require(command.Body.Reason);
        var id = DerivedIds.Of("retention-run", command.Id);
        await using var context = db.Open();
        if (await context.Set<RetentionRunRow>().AnyAsync(row => row.Id == id, stop)) return await ReadAsync(id, stop);
        var row = new RetentionRunRow
        {
            Id = id,
            At = time.GetUtcNow(),
            ActorId = command.Actor.Id,
            Reason = reason,
            DryRun = command.Body.DryRun,
            Cutoff = clock.Now.AddDays(-options.Value.CaseDays),
        };
        context.Add(row);
        await log.SaveAsync(context, new AdminAct(row.DryRun ? "retention.rehearse" : "retention.start", id, new { row.Reason, row.Cutoff }), stop);

        // Where this is lost, the job looks for work that is left over.
        await (await schedulers.GetScheduler(stop)).TriggerJob(RetentionJob.Key, stop);
        return RetentionRunView.Of(row);
    }

    /// <exception cref="ProblemException">404.</exception>
    public async Task<RetentionRunView> ReadAsync(string id, CancellationToken stop)
    {
        rights.RequireReading();
        await using var context = db.Open();
        return RetentionRunView.Of(await context.Set<RetentionRunRow>().FirstOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound("round of archiving", id));
    }

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<RetentionRunView>> ListAsync(int limit, CancellationToken stop)
    {
        rights.RequireReading();
        await using var context = db.Open();
        var rows = await context.Set<RetentionRunRow>().OrderByDescending(row => row.At).Take(limit).ToListAsync(stop);
        return [.. rows.Select(RetentionRunView.Of)];
    }

    /// <summary>Archived histories, the latest first.</summary>
    public async Task<IReadOnlyList<ArchiveView>> ArchivesAsync(string? caseNumber, int limit, CancellationToken stop)
    {
        rights.RequireReading();
        await using var context = db.Open();
        var rows = context.Set<ArchivedInstanceRow>().AsQueryable();
        if (caseNumber is not null) rows = rows.Where(row => row.CorrelationId == caseNumber);
        return [.. (await rows.OrderByDescending(row => row.ArchivedAt).ThenBy(row => row.Id).Take(limit).ToListAsync(stop)).Select(ArchiveView.Of)];
    }
}
