using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridGov.Workflow.Activities;

/// <summary>Registers what knows governance.</summary>
public static class GovernanceServices
{
    /// <summary>Adds the case as the engine's subject, its data, the directory, and the custom activities.</summary>
    public static IServiceCollection AddGridGovernance(this IServiceCollection services)
    {
        services.TryAddSingleton<DirectoryStore>();
        services.TryAddSingleton<ReferenceEditing>();
        services.TryAddSingleton<IDirectory>(provider => provider.GetRequiredService<DirectoryStore>());
        services.TryAddSingleton<ICaseDataSource>(provider => provider.GetRequiredService<DirectoryStore>());

        // The engine has registered that there is none.
        services.AddSingleton<IReferenceData>(provider => provider.GetRequiredService<DirectoryStore>());
        foreach (var create in GovernanceActivities.Factories) services.AddSingleton(provider => create(provider.GetRequiredService<ICaseDataSource>()));
        services.TryAddSingleton<CaseSubject>();
        services.TryAddSingleton<ISubject>(provider => provider.GetRequiredService<CaseSubject>());
        return services;
    }
}
