using GridGov.Workflow.Host.Requests;
using Microsoft.Extensions.Options;
using Quartz;

namespace GridGov.Workflow.Host.Retention;

/// <summary>Registers and maps archiving and legal holds.</summary>
internal static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<RetentionRights>();
        services.AddScoped<LegalHolds>();
        services.AddScoped<RetentionRuns>();
        services.AddScoped<CaseArchiver>();
        services.AddScoped<CasePurge>();
        services.AddScoped<RetentionWorker>();
        var interval = (configuration.GetSection(RetentionOptions.Section).Get<RetentionOptions>() ?? new RetentionOptions()).Interval;
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<RetentionJob>(job => job.WithIdentity(RetentionJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity(RetentionJob.Key.Name, RetentionJob.Key.Group).ForJob(RetentionJob.Key)
                .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
        });
        return services;
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/retention").WithTags("Retention");
        group.MapGet("", (RetentionRights rights, IOptions<RetentionOptions> options) =>
        {
            rights.RequireReading();
            return new RetentionPeriod(options.Value.CaseDays, RetentionOptions.LeastDays, options.Value.IsAutomatic);
        });
        group.MapGet("/runs", async (RetentionRuns runs, CancellationToken stop, int? limit = null) => new Listing<RetentionRunView>(await runs.ListAsync(Cursor.Limit(limit), stop)));
        group.MapGet("/runs/{id}", (string id, RetentionRuns runs, CancellationToken stop) => runs.ReadAsync(id, stop));
        group.MapPost("/runs", async (Command<ArchiveRequest> command, RetentionRuns runs, CancellationToken stop) =>
        {
            var run = await runs.StartAsync(command, stop);
            return Results.Accepted($"/api/retention/runs/{run.Id}", run);
        }).Produces<RetentionRunView>(StatusCodes.Status202Accepted);
        group.MapGet("/archives", async (RetentionRuns runs, CancellationToken stop, string? caseNumber = null, int? limit = null) =>
            new Listing<ArchiveView>(await runs.ArchivesAsync(caseNumber, Cursor.Limit(limit), stop)));
        group.MapGet("/holds", async (LegalHolds holds, CancellationToken stop) => new Listing<HoldView>(await holds.ListAsync(stop)));
        group.MapPost("/holds", (Command<HoldRequest> command, LegalHolds holds, CancellationToken stop) => holds.SetAsync(command.Body, stop))
            .AddEndpointFilter<IdempotentPosts>();
        group.MapPost("/holds/{caseNumber}/lift", (string caseNumber, Command<LiftRequest> command, LegalHolds holds, CancellationToken stop) => holds.LiftAsync(caseNumber, command.Body, stop))
            .AddEndpointFilter<IdempotentPosts>();
    }
}
