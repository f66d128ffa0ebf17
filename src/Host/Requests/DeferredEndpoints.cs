using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace GridGov.Workflow.Host.Requests;

/// <summary>
/// The deferred routes of one route builder. All are mapped before the first is asked for, and built once: routing asks anew for what
/// others have asked for before it.
/// </summary>
internal sealed class DeferredEndpoints(IServiceProvider services) : EndpointDataSource
{
    private static readonly RoutePattern NoPrefix = RoutePatternFactory.Parse("");
    private readonly List<DeferredRoute> _routes = [];
    private readonly Lock _building = new();
    private Endpoint[]? _built;

    public override IReadOnlyList<Endpoint> Endpoints =>
        GetGroupedEndpoints(new RouteGroupContext { Prefix = NoPrefix, ApplicationServices = services, Conventions = [], FinallyConventions = [] });

    public void Add(DeferredRoute route) => _routes.Add(route);

    /// <param name="context">Always the same in effect, for a route builder is in one group.</param>
    public override IReadOnlyList<Endpoint> GetGroupedEndpoints(RouteGroupContext context)
    {
        lock (_building) return _built ??= [.. _routes.Select(route => route.Build(context))];
    }

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
