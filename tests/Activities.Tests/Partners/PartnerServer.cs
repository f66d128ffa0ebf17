using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Activities.Tests.Partners;

/// <summary>A partner's system on loopback that answers what the test says and keeps what it was sent.</summary>
internal sealed class PartnerServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PartnerServer(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public ConcurrentQueue<Seen> Requests { get; } = new();

    /// <summary>Answer to the n-th request, from 1.</summary>
    public Func<int, HttpContext, Task> Answer { get; set; } = (_, context) => context.Response.WriteAsync("""{"accepted":true}""");

    public static async Task<PartnerServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new PartnerServer(builder.Build());
        server._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            server.Requests.Enqueue(new Seen(
                context.Request.Path.Value!, context.Request.Headers["Idempotency-Key"].ToString(), context.Request.Headers["X-Api-Key"].ToString(), JsonElement.Parse(body)));
            await server.Answer(server.Requests.Count, context);
        });
        await server._app.StartAsync();
        server.Address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public static Func<int, HttpContext, Task> Status(int status, string body = "{}") => (_, context) =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>A request as the partner saw it.</summary>
internal sealed record Seen(string Path, string Key, string ApiKey, JsonElement Body);
