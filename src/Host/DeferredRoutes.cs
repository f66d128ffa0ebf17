using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GridGov.Workflow.Host.Requests;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GridGov.Workflow.Host;

/// <summary>
/// Maps a route whose handler is compiled when it is first asked for: the framework compiles all of some two hundred before the first
/// request, a quarter of what a start costs (docs/benchmarks.md). In the Host's own namespace, so that these are taken before the
/// framework's methods of the same names.
/// </summary>
internal static class DeferredRoutes
{
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => Map(routes, pattern, [HttpMethods.Get], handler);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => Map(routes, pattern, [HttpMethods.Post], handler);

    public static RouteHandlerBuilder MapPut(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => Map(routes, pattern, [HttpMethods.Put], handler);

    public static RouteHandlerBuilder MapDelete(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => Map(routes, pattern, [HttpMethods.Delete], handler);

    public static RouteHandlerBuilder MapMethods(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, IEnumerable<string> methods, Delegate handler) =>
        Map(routes, pattern, [.. methods], handler);

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string pattern, ImmutableArray<string> methods, Delegate handler)
    {
        var source = routes.DataSources.OfType<DeferredEndpoints>().FirstOrDefault();
        if (source is null) routes.DataSources.Add(source = new DeferredEndpoints(routes.ServiceProvider));
        var route = new DeferredRoute(RoutePatternFactory.Parse(pattern), methods, handler);
        source.Add(route);
        return new RouteHandlerBuilder([route]);
    }
}
