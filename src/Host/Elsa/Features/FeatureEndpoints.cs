using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Features;

/// <summary>A feature that Studio looks for by its full name.</summary>
public sealed record Feature(string Name, string Namespace, string FullName, string DisplayName, string Description);

/// <summary>What this server offers beyond the plain API; optional modules of Studio find empty lists.</summary>
internal static class FeatureEndpoints
{
    /// <summary>Version of the client that this API was made for.</summary>
    private const string ClientVersion = "3.8.2";

    private static readonly Feature[] Installed = [Of("Elsa", "RealTimeWorkflowUpdates")];

    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder read)
    {
        app.MapGet(ElsaApi.Prefix + "/package/version", () => new { packageVersion = ClientVersion }).AllowAnonymous().ExcludeFromDescription();
        read.MapGet("/features/installed", () => new ElsaList<Feature>(Installed));
        read.MapGet("/features/installed/{fullName}", (string fullName) =>
            Installed.FirstOrDefault(feature => feature.FullName == fullName) ?? throw ElsaErrors.NotFound("feature.none", fullName));

        // Probes of modules that we do not have.
        read.MapGet("/resilience/strategies", () => new ElsaList<object>([]));
        read.MapGet("/resilience/retries/{activityInstanceId}", (string activityInstanceId) => new ElsaPage<object>([], 0));
        read.MapPost("/secrets/picker", () => new { items = Array.Empty<object>(), canCreateInline = false });
        read.MapGet("/workflow-contexts/provider-descriptors", () => new ElsaList<object>([]));
    }

    private static Feature Of(string space, string name) => new(
        name, space, $"{space}.{name}", ElsaTexts.Format($"feature.{space}.{name}"), ElsaTexts.Format($"feature.{space}.{name}.description"));
}
