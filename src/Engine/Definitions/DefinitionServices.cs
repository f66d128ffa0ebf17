using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Validation;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>Registers what this folder offers.</summary>
public static class DefinitionServices
{
    /// <summary>
    /// Adds validator with the engine's rules, store, queries and descriptors. Needs <see cref="IWorkflowCompiler"/>,
    /// <see cref="Activities.IActivityRegistry"/>, <see cref="IWorkflowDb"/> and a <see cref="TimeProvider"/> from elsewhere. More <see cref="IDefinitionRule"/>s and <see cref="IPublishListener"/>s may be registered.
    /// </summary>
    public static IServiceCollection AddWorkflowDefinitions(this IServiceCollection services)
    {
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IDefinitionRule, ActivityRule>(),
            ServiceDescriptor.Singleton<IDefinitionRule, ConnectionRule>(),
            ServiceDescriptor.Singleton<IDefinitionRule, ReachabilityRule>(),
            ServiceDescriptor.Singleton<IDefinitionRule, ArgumentRule>(),
            ServiceDescriptor.Singleton<IDefinitionRule, VariableRule>(),
            ServiceDescriptor.Singleton<IDefinitionRule, TriggerRule>(),
        ]);
        services.TryAddSingleton<DefinitionValidator>();
        services.TryAddSingleton<IDefinitionIds, RandomDefinitionIds>();
        services.TryAddSingleton<DefinitionContents>();
        services.TryAddSingleton<DefinitionPublisher>();
        services.TryAddSingleton<DefinitionCommands>();
        services.TryAddSingleton<DefinitionWriter>();
        services.TryAddSingleton<DefinitionConsumers>();
        services.TryAddSingleton<DefinitionQueries>();
        services.TryAddSingleton<IPublishedDefinitions>(provider => provider.GetRequiredService<DefinitionQueries>());
        services.TryAddSingleton<IDefinitionContents>(provider => provider.GetRequiredService<DefinitionQueries>());
        services.TryAddSingleton(provider => new DefinitionStore(
            provider.GetRequiredService<DefinitionCommands>(), provider.GetRequiredService<DefinitionWriter>(),
            provider.GetRequiredService<DefinitionConsumers>()));
        return services;
    }
}
