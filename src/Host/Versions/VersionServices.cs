using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Versions;

/// <summary>Registers and maps migrations of running instances.</summary>
internal static class VersionServices
{
    public static IServiceCollection AddVersions(this IServiceCollection services)
    {
        services.AddScoped<InstanceMigration>();
        services.AddScoped<MigrationBatches>();

        // The trial needs the engine, which is made after the services that run beside it.
        services.AddSingleton(provider => new Lazy<MigrationTrial>(provider.GetRequiredService<MigrationTrial>));
        services.AddSingleton<MigrationRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<MigrationRunner>());
        return services;
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/instances/{id}/migrate", (string id, Command<MigrateRequest> command, InstanceMigration migration, CancellationToken stop) =>
                migration.MigrateAsync(id, command, stop))
            .Produces<CommandReply>().WithTags("Instances").AddEndpointFilter<RequireDesigner>().AddEndpointFilter<RequireReadableInstance>();
        api.MapPost("/definitions/{definitionId}/migrate", async (string definitionId, Command<MigrateManyRequest> command, MigrationBatches batches, CancellationToken stop) =>
            {
                var batch = await batches.StartAsync(definitionId, command, stop);
                return Results.Accepted($"/api/migrations/{batch.Id}", batch);
            })
            .Produces<MigrationBatchView>(StatusCodes.Status202Accepted)
            .WithTags("Definitions").AddEndpointFilter<RequireDesigner>();

        var group = api.MapGroup("/migrations").WithTags("Definitions").AddEndpointFilter<RequireDesigner>();
        group.MapGet("/{id}", (string id, MigrationBatches batches, CancellationToken stop) => batches.ReadAsync(id, stop));
        group.MapGet("/{id}/items", (string id, MigrationBatches batches, CancellationToken stop, string? outcome = null, string? after = null, int? limit = null) =>
            batches.ItemsAsync(id, Outcome(outcome), after, Cursor.Limit(limit), stop));
        group.MapPost("/{id}/cancel", (string id, Command<Definitions.Empty> command, MigrationBatches batches, CancellationToken stop) =>
            batches.CancelAsync(id, stop));
    }

    private static MigrationOutcome? Outcome(string? text)
    {
        if (text is null) return null;
        return Enum.TryParse<MigrationOutcome>(text, ignoreCase: true, out var outcome) && Enum.IsDefined(outcome)
            ? outcome
            : throw ProblemException.Invalid("outcome", text, string.Join(", ", Enum.GetNames<MigrationOutcome>()));
    }
}
