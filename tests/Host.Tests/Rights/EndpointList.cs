using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace GridGov.Workflow.Host.Tests.Rights;

/// <summary>What the Host answers, from its own routing: REST, Elsa's API, pages, hubs and files alike.</summary>
internal static partial class EndpointList
{
    /// <summary>Such as <c>GET /api/cases/{caseNumber}</c>, in the order of the routes; an endpoint without methods is <c>ANY</c>.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gridgov-endpoints-");
        try
        {
            await using var app = HostApp.Build(["--data", folder.FullName, "--virtual-clock", "true"]);
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .SelectMany(NamesOf).Distinct(StringComparer.Ordinal).OrderBy(Route, StringComparer.Ordinal).ThenBy(name => name, StringComparer.Ordinal)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint)
    {
        var route = "/" + endpoint.RoutePattern.RawText?.Trim('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        return methods is null or [] ? [$"ANY {Plain(route)}"] : methods.Select(method => $"{method} {Plain(route)}");
    }

    private static string Route(string name) => name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    // Files are mapped by their names, which carry a hash of their content.
    private static string Plain(string route) => Fingerprint().Replace(route, ".{hash}.");

    [GeneratedRegex(@"\.[0-9a-z]{10}\.", RegexOptions.NonBacktracking)]
    private static partial Regex Fingerprint();
}
