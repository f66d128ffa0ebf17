using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Registers the compiler of expressions and the converter of values.</summary>
public static class ExpressionRegistration
{
    /// <summary>Configuration section of <see cref="ExpressionOptions"/>.</summary>
    public const string Section = "Engine:Expressions";

    /// <summary>Adds <see cref="IExpressionCompiler"/> and <see cref="IValueConverter"/>; what the host registered before stays.</summary>
    public static IServiceCollection AddExpressions(this IServiceCollection services)
    {
        services.AddOptions<ExpressionOptions>().BindConfiguration(Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IValueConverter, ValueConverter>();
        services.TryAddSingleton<IExpressionCompiler, ExpressionCompiler>();
        return services;
    }
}
