using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Elsa.Definitions;
using GridGov.Workflow.Host.Elsa.Descriptors;
using GridGov.Workflow.Host.Elsa.Executions;
using GridGov.Workflow.Host.Elsa.Features;
using GridGov.Workflow.Host.Elsa.Hub;
using GridGov.Workflow.Host.Elsa.Instances;
using GridGov.Workflow.Host.Elsa.Operations;
using GridGov.Workflow.Host.Elsa.Scripting;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Load;
using Microsoft.AspNetCore.Authorization;

namespace GridGov.Workflow.Host.Elsa;

/// <summary>The API that Elsa Studio talks to, and its hub (elsa-studio-contract.md §7 to §9).</summary>
internal static class ElsaApi
{
    public const string Prefix = "/elsa/api";
    public const string HubPath = "/elsa/hubs/workflow-instance";

    public static IServiceCollection AddElsaApi(this IServiceCollection services)
    {
        services.AddSingleton<ActivityCatalogue>();
        services.AddSingleton<PickLists>();
        services.AddScoped<DefinitionResponses>();
        services.AddSingleton<ActivationRules>();
        services.AddScoped<Starts>();
        services.AddScoped<InstanceLists>();
        services.AddScoped<InstanceViews>();
        services.AddScoped<InstanceOperations>();
        services.AddScoped<InstanceImport>();
        services.AddSingleton<InstanceUpdates>();
        services.AddSingleton<IBurstObserver>(provider => provider.GetRequiredService<InstanceUpdates>());
        services.AddHostedService(provider => provider.GetRequiredService<InstanceUpdates>());
        services.AddScoped<IAuthorizationHandler, ProcessReaderHandler>();
        services.AddHttpContextAccessor();
        services.AddSignalR();
        return services;
    }

    public static void MapElsaApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Prefix).RequireAuthorization().AddEndpointFilter<ElsaAnswers>().ExcludeFromDescription();
        var read = api.MapGroup("").AddEndpointFilter<RequireProcessReader>();
        var edit = api.MapGroup("").AddEndpointFilter<RequireProcessEditor>().AddEndpointFilter<AdmitCommands>();
        FeatureEndpoints.Map(app, read);
        DescriptorEndpoints.Map(read);
        DefinitionReads.Map(read);
        DefinitionFiles.Map(read, edit);
        SubgraphEndpoints.Map(read);
        DefinitionWrites.Map(edit);
        DefinitionBulkActions.Map(edit);
        ExecuteEndpoints.Map(edit);
        TypeDeclarationEndpoints.Map(read);
        InstanceReads.Map(read);
        InstanceWrites.Map(edit);
        ExecutionEndpoints.Map(read);
        OperationEndpoints.Map(edit);
        TrialEndpoints.Map(edit);
        read.MapFallback("{**path}", (HttpContext http) => (object)Unknown(http.Request));

        app.MapHub<WorkflowInstanceHub>(HubPath)
            .RequireAuthorization(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new ProcessReader()).Build());
    }

    private static IResult Unknown(HttpRequest request) =>
        throw ElsaErrors.NotFound("route.unknown", request.Method, request.Path.Value);
}
