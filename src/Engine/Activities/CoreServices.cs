using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridGov.Workflow.Engine.Activities;

/// <summary>Registers the pure core.</summary>
public static class CoreServices
{
    /// <summary>
    /// Adds interpreter, compiler, state codec, expressions and the standard activities. Further activities are registered as
    /// <see cref="Activity"/>; a subject as <see cref="ISubject"/>.
    /// </summary>
    public static IServiceCollection AddWorkflowCore(this IServiceCollection services)
    {
        services.AddExpressions();
        foreach (var activity in StandardActivities.Create()) services.AddSingleton(activity);
        services.TryAddSingleton<IActivityRegistry, ActivityRegistry>();
        services.TryAddSingleton<IWorkflowCompiler, WorkflowCompiler>();
        services.TryAddSingleton<IInterpreter>(provider =>
            new Interpreter(provider.GetRequiredService<IValueConverter>(), provider.GetService<ISubject>()));
        services.TryAddSingleton<IStateCodec>(provider => new StateCodec(provider.GetService<ISubject>()));
        return services;
    }
}
