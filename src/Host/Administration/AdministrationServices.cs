using GridGov.Workflow.Host.Administration.Access;
using GridGov.Workflow.Host.Administration.Directory;
using GridGov.Workflow.Host.Administration.Keys;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Administration.ReferenceData;

namespace GridGov.Workflow.Host.Administration;

/// <summary>Registers and maps what the three administrators do.</summary>
internal static class AdministrationServices
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddScoped<AdminRights>();
        services.AddScoped<AdminLog>();
        services.AddScoped<DirectoryEditing>();
        services.AddScoped<DirectoryUses>();
        services.AddScoped<CalendarEditing>();
        services.AddScoped<CatalogueEditing>();
        services.AddScoped<KeyAdministration>();
        services.AddScoped<AccessLog>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        AdminLogEndpoints.Map(api);
        DirectoryEditingEndpoints.Map(api);
        ReferenceEndpoints.Map(api);
        KeyEndpoints.Map(api);
        AccessLog.Map(api);
    }
}
