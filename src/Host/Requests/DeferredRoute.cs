using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Requests;

/// <summary>
/// One route and its handler. What routing, rights and OpenAPI need to know of it is found out when it is built, in the framework's
/// order; the code that binds a request to the handler's parameters and runs its filters is made at the first request.
/// </summary>
internal sealed class DeferredRoute(RoutePattern pattern, ImmutableArray<string> methods, Delegate handler) : IEndpointConventionBuilder
{
    // With these a body is only read by a handler that says so.
    private static readonly string[] Bodiless = [HttpMethods.Get, HttpMethods.Delete, HttpMethods.Head, HttpMethods.Options, HttpMethods.Trace, HttpMethods.Connect];

    private readonly List<Action<EndpointBuilder>> _conventions = [];
    private readonly List<Action<EndpointBuilder>> _last = [];

    public void Add(Action<EndpointBuilder> convention) => _conventions.Add(convention);

    public void Finally(Action<EndpointBuilder> finallyConvention) => _last.Insert(0, finallyConvention);

    public Endpoint Build(RouteGroupContext group)
    {
        var path = RoutePatternFactory.Combine(group.Prefix, pattern);
        var builder = new RouteEndpointBuilder(null, path, order: 0)
        {
            DisplayName = $"HTTP: {string.Join(", ", methods)} {path.RawText}",
            ApplicationServices = group.ApplicationServices,
        };
        builder.Metadata.Add(handler.Method);
        builder.Metadata.Add(new HttpMethodMetadata(methods));
        var options = new RequestDelegateFactoryOptions
        {
            ServiceProvider = group.ApplicationServices,
            RouteParameterNames = path.Parameters.Select(parameter => parameter.Name),
            ThrowOnBadRequest = group.ApplicationServices.GetRequiredService<IOptions<RouteHandlerOptions>>().Value.ThrowOnBadRequest,
            DisableInferBodyFromParameters = methods.Any(method => Bodiless.Contains(method, StringComparer.OrdinalIgnoreCase)),
            EndpointBuilder = builder,
        };
        var facts = RequestDelegateFactory.InferMetadata(handler.Method, options);
        foreach (var attribute in handler.Method.GetCustomAttributes()) builder.Metadata.Add(attribute);
        foreach (var convention in group.Conventions.Concat(_conventions)) convention(builder);

        var made = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, facts).RequestDelegate);
        builder.RequestDelegate = context => made.Value(context);
        foreach (var convention in _last.Concat(group.FinallyConventions)) convention(builder);
        return builder.Build();
    }
}
