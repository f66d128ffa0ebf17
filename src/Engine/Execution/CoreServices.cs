using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Registers the pure core.</summary>
public static class CoreServices
{
    /// <summary>
    /// Adds the standard activities, registry, compiler, interpreter and state codec. Needs the expressions from elsewhere.
    /// Other assemblies add their activities as <see cref="Activity"/> singletons and, where there is one, the <see cref="ISubject"/>.
    /// </summary>
    public static IServiceCollection AddWorkflowCore(this IServiceCollection services)
    {
        services.TryAddSingleton<IActivityRegistry>(provider =>
            new ActivityRegistry([.. StandardActivities.Create(), .. provider.GetServices<Activity>()]));
        services.TryAddSingleton<IWorkflowCompiler>(provider => new WorkflowCompiler(
            provider.GetRequiredService<IActivityRegistry>(), provider.GetRequiredService<IExpressionCompiler>(),
            provider.GetRequiredService<IValueConverter>()));
        services.TryAddSingleton<IInterpreter>(provider =>
            new Interpreter(provider.GetRequiredService<IValueConverter>(), provider.GetService<ISubject>()));
        services.TryAddSingleton<IStateCodec>(provider => new StateCodec(provider.GetService<ISubject>()));
        return services;
    }
}
