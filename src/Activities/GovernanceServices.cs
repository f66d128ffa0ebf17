using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridGov.Workflow.Activities;

/// <summary>Registers what knows governance.</summary>
public static class GovernanceServices
{
    /// <summary>Adds the case as the engine's subject, its data, the directory, and the custom activities.</summary>
    public static IServiceCollection AddGridGovernance(this IServiceCollection services)
    {
        services.TryAddSingleton(CaseData.Default);
        foreach (var activity in GovernanceActivities.Create(CaseData.Default)) services.AddSingleton<Activity>(activity);
        services.TryAddSingleton<CaseSubject>();
        services.TryAddSingleton<ISubject>(provider => provider.GetRequiredService<CaseSubject>());
        services.TryAddSingleton<DirectoryStore>();
        services.TryAddSingleton<IDirectory>(provider => provider.GetRequiredService<DirectoryStore>());
        return services;
    }
}
