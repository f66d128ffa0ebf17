using GridGov.Workflow.Activities.Grids;
using GridGov.Workflow.Activities.Partners;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Activities.Departments;

/// <summary>Registers the calls to the systems of departments and grids.</summary>
public static class DepartmentApiRegistration
{
    /// <summary>
    /// Adds the handlers of the effects <c>department-api</c> and <c>grid-api</c> with their options
    /// (<see cref="DepartmentApiOptions.Section"/>, <see cref="GridApiOptions.Section"/>), checked at start. The host registers
    /// <see cref="Directory.IPersonalValues"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">The application's whole configuration.</param>
    public static IServiceCollection AddDepartmentApis(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddPartner<DepartmentClient, DepartmentApiOptions, DepartmentApiHandler>(configuration.GetSection(DepartmentApiOptions.Section));
        return services.AddPartner<GridClient, GridApiOptions, GridApiHandler>(configuration.GetSection(GridApiOptions.Section));
    }

    private static IServiceCollection AddPartner<TClient, TOptions, THandler>(this IServiceCollection services, IConfigurationSection section)
        where TClient : class
        where TOptions : PartnerApiOptions
        where THandler : class, IEffectHandler
    {
        services.AddOptions<TOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, PartnerApiValidator<TOptions>>());
        services.AddPartnerClient<TClient, TOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffectHandler, THandler>());
        return services;
    }
}
