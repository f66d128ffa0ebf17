using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace GridGov.Workflow.Host.Requests;

/// <summary>The deferred routes of one route builder. All are mapped before the first is asked for.</summary>
internal sealed class DeferredEndpoints(IServiceProvider services) : EndpointDataSource
{
    private static readonly RoutePattern NoPrefix = RoutePatternFactory.Parse("");
    private readonly List<DeferredRoute> _routes = [];

    public override IReadOnlyList<Endpoint> Endpoints =>
        GetGroupedEndpoints(new RouteGroupContext { Prefix = NoPrefix, ApplicationServices = services, Conventions = [], FinallyConventions = [] });

    public void Add(DeferredRoute route) => _routes.Add(route);

    public override IReadOnlyList<Endpoint> GetGroupedEndpoints(RouteGroupContext context) => [.. _routes.Select(route => route.Build(context))];

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
