using GridGov.Workflow.Engine.Definitions.Descriptors;
using GridGov.Workflow.Host.Elsa.Wire;
using Microsoft.Net.Http.Headers;

namespace GridGov.Workflow.Host.Elsa.Descriptors;

/// <summary>Activity types and the lists of settings (elsa-studio-contract.md §7.1, §10, §11).</summary>
internal static class DescriptorEndpoints
{
    public static void Map(IEndpointRouteBuilder read)
    {
        var lists = WorkflowTypeDescriptors.Lists;
        var group = read.MapGroup("/descriptors");
        group.MapGet("/activities", AllAsync);
        group.MapGet("/activities/{typeName}", FindAsync);
        group.MapPost("/activities/{typeName}/options/{propertyName}", OptionsAsync);
        MapList(group, "/expression-descriptors", lists.Expressions);
        MapList(group, "/storage-drivers", lists.StorageDrivers);
        MapList(group, "/variables", lists.VariableTypes);
        MapList(group, "/workflow-activation-strategies", lists.ActivationStrategies);
        MapList(group, "/log-persistence-strategies", lists.LogPersistenceStrategies);
        MapList(group, "/incident-strategies", lists.IncidentStrategies);
        MapList(group, "/commit-strategies/workflows", lists.WorkflowCommitStrategies);
        MapList(group, "/commit-strategies/activities", lists.ActivityCommitStrategies);
        group.MapGet("/output-converters", () => new ElsaList<object>([]));
    }

    private static void MapList<T>(IEndpointRouteBuilder group, string route, IReadOnlyList<T> items) =>
        group.MapGet(route, () => new ElsaList<T>(items));

    private static async Task<IResult> AllAsync(HttpContext http, ActivityCatalogue catalogue, CancellationToken stop)
    {
        var current = await catalogue.GetAsync(stop);
        http.Response.Headers[HeaderNames.CacheControl] = "private, no-cache";
        return Results.Bytes(current.Json, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue(current.ETag));
    }

    private static async Task<IResult> FindAsync(string typeName, HttpRequest request, ActivityCatalogue catalogue, CancellationToken stop)
    {
        var version = new ElsaQuery(request).Number("version");
        var found = (await catalogue.GetAsync(stop)).Descriptors
            .Where(descriptor => descriptor.TypeName == typeName && (version is null || descriptor.Version == version)).MaxBy(descriptor => descriptor.Version);
        return found is null
            ? throw ElsaErrors.NotFound("descriptor.none", typeName, version?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "*")
            : Results.Json(found, ElsaJson.WithNulls);
    }

    private static async Task<object> OptionsAsync(
        string typeName, string propertyName, ActivityCatalogue catalogue, PickLists lists, CancellationToken stop)
    {
        var input = (await catalogue.GetAsync(stop)).Descriptors.Where(descriptor => descriptor.TypeName == typeName).MaxBy(descriptor => descriptor.Version)?
            .Inputs.FirstOrDefault(input => string.Equals(input.Name, propertyName, StringComparison.OrdinalIgnoreCase))
            ?? throw ElsaErrors.NotFound("descriptor.input-none", typeName, propertyName);
        if (input.UiSpecifications.GetValueOrDefault(UiSpecifications.SourceKey) is not string source) return new { items = input.UiSpecifications };

        var items = UiSpecifications.WithItems(input.UiHint, await lists.GetAsync(source, stop));
        return new { items = new Dictionary<string, object?>(items) { ["Refresh"] = true, [UiSpecifications.SourceKey] = source } };
    }
}
