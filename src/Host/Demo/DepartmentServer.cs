using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GridGov.Workflow.Host.Demo;

/// <summary>A call that a department's or grid's system got.</summary>
internal sealed record PartnerNotice(string Kind, string Code, string CaseNumber, string? OrderId, string Action, string Key, JsonElement Body);

/// <summary>
/// The systems of all units and grids of the city on loopback, by the contracts docs/department-api.yaml and docs/grid-api.yaml:
/// <c>/departments/{unit}/actions/{action}</c> and <c>/grids/{code}/actions/{action}</c>. A key that was handled is answered like
/// the first time. Used by the demo and by tests.
/// </summary>
internal sealed class DepartmentServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<string, Manner> _mannerOf;
    private readonly ConcurrentDictionary<string, object> _handled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _stumbled = new(StringComparer.Ordinal);
    private int _repeats;
    private int _faults;

    private DepartmentServer(WebApplication app, Func<string, Manner> mannerOf) => (_app, _mannerOf) = (app, mannerOf);

    /// <summary>Address without a closing slash.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Calls in the order of their first arrival.</summary>
    public ConcurrentQueue<PartnerNotice> Notices { get; } = new();

    /// <summary>Calls that came again with a known key.</summary>
    public int Repeats => _repeats;

    /// <summary>Calls that were answered 503 once.</summary>
    public int Faults => _faults;

    /// <param name="mannerOf">How a unit works; a slow one's system stumbles now and then.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<DepartmentServer> StartAsync(Func<string, Manner> mannerOf, CancellationToken cancellationToken)
    {
        // Its folder is watched, with all below: that must not be the folder in which somebody happens to start the demo.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new DepartmentServer(builder.Build(), mannerOf);
        server._app.MapPost("/departments/{code}/actions/{action}", (string code, string action, HttpContext context) => server.TakeAsync("department", code, action, context));
        server._app.MapPost("/grids/{code}/actions/{action}", (string code, string action, HttpContext context) => server.TakeAsync("grid", code, action, context));
        await server._app.StartAsync(cancellationToken);
        server.Address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string kind, string code, string action, HttpContext context)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0) return Refuse(400, "缺少请求头 Idempotency-Key。");
        if (_handled.TryGetValue(key, out var first))
        {
            Interlocked.Increment(ref _repeats);
            return Results.Ok(first);
        }

        var call = await context.Request.ReadFromJsonAsync<JsonElement>(context.RequestAborted);
        if (call.ValueKind != JsonValueKind.Object || !call.TryGetProperty("caseNumber", out var number) || number.ValueKind != JsonValueKind.String)
            return Refuse(422, "缺少案件编号 caseNumber。");
        if (kind == "department" && Stumbles(code, key)) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

        var receipt = new { receipt = $"{code}-{_handled.Count + 1}", accepted = true };
        if (!_handled.TryAdd(key, receipt)) return Results.Ok(_handled[key]);
        var orderId = call.TryGetProperty("orderId", out var order) && order.ValueKind == JsonValueKind.String ? order.GetString() : null;
        var body = call.TryGetProperty("body", out var given) ? given.Clone() : default;
        Notices.Enqueue(new PartnerNotice(kind, code, number.GetString()!, orderId, action, key, body));
        return Results.Ok(receipt);
    }

    // One call in sixteen, chosen by its key, so that a seed stumbles over the same calls again.
    private bool Stumbles(string unit, string key)
    {
        var chosen = _mannerOf(unit) == Manner.Slow && key.Sum(letter => letter) % 16 == 0;
        if (!chosen || !_stumbled.TryAdd(key, true)) return false;
        Interlocked.Increment(ref _faults);
        return true;
    }

    private static IResult Refuse(int status, string detail) => Results.Problem(detail, statusCode: status, title: "无法受理");
}
