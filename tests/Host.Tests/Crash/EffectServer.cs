using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>The world outside: answers every call, and remembers which key came to which path how often. Never killed.</summary>
internal sealed class EffectServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<(string Path, string Key), int> _calls = new();

    private readonly ConcurrentQueue<string> _traces = new();
    private readonly ConcurrentQueue<string> _bodies = new();

    private EffectServer(WebApplication app) => _app = app;

    /// <summary>Address without a closing slash.</summary>
    public string Address { get; private set; } = "";

    public int Port => new Uri(Address).Port;

    /// <summary>Calls by path and key, with their number.</summary>
    public IReadOnlyDictionary<(string Path, string Key), int> Calls => _calls;

    /// <summary>The <c>traceparent</c> of every call.</summary>
    public IReadOnlyCollection<string> Traces => _traces;

    /// <summary>The body of every call, read as text.</summary>
    public IReadOnlyCollection<string> Bodies => _bodies;

    public static async Task<EffectServer> StartAsync(CancellationToken stop, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var server = new EffectServer(builder.Build());
        server._app.MapPost("/{**path}", async (string path, HttpContext context) =>
        {
            server._traces.Enqueue(context.Request.Headers.TraceParent.ToString());
            using var body = new StreamReader(context.Request.Body);
            server._bodies.Enqueue(await body.ReadToEndAsync(context.RequestAborted));
            server._calls.AddOrUpdate((path, context.Request.Headers["Idempotency-Key"].ToString()), 1, (_, count) => count + 1);
            return Results.Ok(new { taken = true });
        });
        await server._app.StartAsync(stop);
        server.Address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
