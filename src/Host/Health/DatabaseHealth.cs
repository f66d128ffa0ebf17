using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Health;

/// <summary>What the database tells: its schema, what is late, what nobody delivered, when the history was anchored.</summary>
internal sealed class DatabaseHealth(
    IWorkflowDb db, DefinitionQueries definitions, IBusinessClock clock, TimeProvider time, WorkflowEngineOptions engine, IOptions<HealthOptions> options)
{
    private const string Database = "database";
    private const string Migrations = "migrations";

    /// <summary>All parts; only the first two where those have failed.</summary>
    public async Task<IReadOnlyList<HealthPart>> LookAsync(CancellationToken stop)
    {
        await using var context = db.Open();
        try
        {
            if (!await context.Database.CanConnectAsync(stop)) return [HealthPart.Failed(Database, "unreachable")];
            var schema = await SchemaAsync(context, stop);
            if (schema.Status == HealthStatus.Failed) return [HealthPart.Ok(Database), schema];
            return
            [
                HealthPart.Ok(Database), schema, await TimersAsync(context, stop), await OutboxAsync(context, stop), await AnchorsAsync(context, stop),
                await DefinitionsAsync(stop),
            ];
        }
        catch (Exception e) when (e.IsFaultUnder(stop))
        {
            // The text of the driver may name hosts and users; it is in the log of whoever failed by it.
            return [HealthPart.Failed(Database, "unreachable")];
        }
    }

    /// <summary>Whether the schema is this version's.</summary>
    public static async Task<HealthPart> SchemaAsync(WorkflowDbContext context, CancellationToken stop)
    {
        var applied = (await context.Database.GetAppliedMigrationsAsync(stop)).ToList();
        var known = context.Database.GetMigrations().ToList();
        var foreign = applied.Except(known, StringComparer.Ordinal).Count();
        if (foreign > 0) return HealthPart.Failed(Migrations, "newer", foreign);
        var pending = known.Except(applied, StringComparer.Ordinal).Count();
        return pending > 0 ? HealthPart.Failed(Migrations, "pending", pending) : HealthPart.Ok(Migrations, applied.Count);
    }

    private async Task<HealthPart> TimersAsync(WorkflowDbContext context, CancellationToken stop)
    {
        var oldest = await context.Timers.OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(stop);
        var lag = Late(oldest, clock.Now);
        return lag > options.Value.TimerLag ? HealthPart.Warning("timers", "late", (long)lag.TotalSeconds) : HealthPart.Ok("timers", (long)lag.TotalSeconds);
    }

    private async Task<HealthPart> OutboxAsync(WorkflowDbContext context, CancellationToken stop)
    {
        var parked = await context.Outbox.CountAsync(row => row.Status == OutboxStatus.Parked, stop);
        if (parked > 0) return HealthPart.Warning("outbox", "parked", parked);
        var oldest = await context.Outbox.Where(row => row.Status == OutboxStatus.Pending).OrderBy(row => row.NextAttemptAt)
            .Select(row => (DateTimeOffset?)row.NextAttemptAt).FirstOrDefaultAsync(stop);
        var lag = Late(oldest, time.GetUtcNow());
        return lag > options.Value.OutboxLag ? HealthPart.Warning("outbox", "late", (long)lag.TotalSeconds) : HealthPart.Ok("outbox", (long)lag.TotalSeconds);
    }

    private async Task<HealthPart> AnchorsAsync(WorkflowDbContext context, CancellationToken stop)
    {
        var last = await context.Anchors.OrderByDescending(row => row.Sequence).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(stop);
        var since = time.GetUtcNow() - (2 * engine.AnchorInterval);
        if (last >= since) return HealthPart.Ok("anchors");

        // Where nothing moves there is nothing to anchor.
        var from = last ?? DateTimeOffset.MinValue;
        var unanchored = await context.Journal.AnyAsync(row => row.CommittedAt > from && row.CommittedAt < since, stop);
        return unanchored ? HealthPart.Warning("anchors", "late", last?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "-") : HealthPart.Ok("anchors");
    }

    private async Task<HealthPart> DefinitionsAsync(CancellationToken stop)
    {
        var count = await definitions.CountAsync(stop);
        return count == 0 ? HealthPart.Warning("definitions", "none") : HealthPart.Ok("definitions", count);
    }

    private static TimeSpan Late(DateTimeOffset? due, DateTimeOffset now) => due is { } at && at < now ? now - at : TimeSpan.Zero;
}
