using System.Security.Cryptography;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace GridGov.Workflow.Host.Retention;

/// <summary>Archives on one node of the cluster at a time: what an administrator began, what was interrupted, and once a day by itself.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(IServiceScopeFactory scopes, Readiness readiness, IOptions<RetentionOptions> options, TimeProvider time) : IJob
{
    public static readonly JobKey Key = new("retention", "workflow");
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (readiness.Waiting is not null) return;
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (options.Value.IsAutomatic) await BeginDailyAsync(services.GetRequiredService<IWorkflowDb>(), services.GetRequiredService<IBusinessClock>(), cancellationToken);
        await services.GetRequiredService<RetentionWorker>().WorkAsync(cancellationToken);
    }

    private async Task BeginDailyAsync(IWorkflowDb db, IBusinessClock clock, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var since = now - Every;
        await using var context = db.Open();
        if (await context.Set<RetentionRunRow>().AnyAsync(row => row.ActorId == Actor.Engine.Id && row.At > since, stop)) return;
        context.Add(new RetentionRunRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)),
            At = now,
            ActorId = Actor.Engine.Id,
            Reason = Texts.UiTexts.InChinese("Retention.Daily"),
            Cutoff = clock.Now.AddDays(-options.Value.CaseDays),
        });
        await context.SaveChangesAsync(stop);
    }
}
