using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Demo;
using GridGov.Workflow.Host.Tests.Hosting;
using GridGov.Workflow.Host.Tests.Traces;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>
/// The product at work in this process on SQLite: the demo city lives through its cases, every command is sent, cases are archived, and
/// every endpoint that reads is asked. What it asks of its database is compiled again for SQL Server.
/// </summary>
public sealed class ProductRun : IAsyncLifetime
{
    private const int CaseDays = 180;
    private static readonly string[] Persons = ["", "office-01", "auditor", "clerk-01", "dispatcher-01", "desk-sw", "worker-01"];
    private readonly string _folder = Directory.CreateTempSubdirectory("gridgov-sqlserver-").FullName;

    internal Statements Statements { get; } = new();

    /// <summary>What EF could not say in SQL Server's language, with its place.</summary>
    internal List<string> Unsayable { get; } = [];

    /// <summary>Commands that were not taken, with their answer.</summary>
    internal List<string> Refused { get; } = [];

    /// <summary>Files and lines that asked something.</summary>
    internal HashSet<string> Sources { get; } = new(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        using var watch = new QueryWatch();
        var output = new StringWriter();
        if (await DemoCommand.RunAsync(["--cases", "40", "--seed", "7", "--data", _folder], output, isTerminal: false, CancellationToken.None) != 0)
            throw new InvalidOperationException(output.ToString());
        await using (var host = await InProcessHost.StartAsync(_folder, [.. CommandWorld.Settings, "--GridGov:Retention:CaseDays", $"{CaseDays}"]))
        {
            var world = await CommandWorld.PrepareAsync(host);
            foreach (var sample in (CommandSample[])[.. ApiSamples.All, .. ElsaSamples.All]) await SendAsync(sample, world);
            await ReadEverythingAsync(host);
            await ArchiveAsync(world);
        }

        foreach (var (query, source) in watch.Seen) Send(query, source);
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Send(System.Linq.Expressions.Expression query, string source)
    {
        Sources.Add(source);
        try
        {
            Statements.From(source, context => SqlServerQueries.Send(context, query));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Unsayable.Add($"{e.GetType().Name}: {e.Message}\n  from {source}:\n{query}");
        }
    }

    private async Task SendAsync(CommandSample sample, CommandWorld world)
    {
        var (path, content) = await sample.Prepare(world);
        using var client = world.Host.Client(sample.Person);
        using var request = new HttpRequestMessage(sample.Method, path) { Content = sample.Method == HttpMethod.Delete ? null : content };
        request.Headers.Add("Idempotency-Key", world.Next("key"));
        using var answer = await client.SendAsync(request);
        if (!answer.IsSuccessStatusCode) Refused.Add($"{sample.Endpoint}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task ReadEverythingAsync(InProcessHost host)
    {
        var names = await RouteValues.ReadAsync(host.Services.GetRequiredService<IWorkflowDb>());
        var routes = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true).ToList();
        foreach (var person in Persons)
        {
            using var client = host.Client(person.Length == 0 ? null : person);
            foreach (var route in routes)
            {
                using var answer = await client.GetAsync(names.Fill(route.RoutePattern), HttpCompletionOption.ResponseHeadersRead);
            }
        }
    }

    private static async Task ArchiveAsync(CommandWorld world)
    {
        var now = (await world.System.GetAsync("/api/clock")).Ok()["now"]!.GetValue<DateTimeOffset>();
        await world.System.SettleAsync(now.AddDays(CaseDays + 1));
        var admin = world.City.As("admin-system");
        var run = (await admin.PostAsync("/api/retention/runs", new JsonObject { ["reason"] = "年度归档" })).Ok()["id"]!.GetValue<string>();
        JsonNode view;
        do view = (await admin.GetAsync($"/api/retention/runs/{run}")).Ok();
        while (view["endedAt"] is null);
        if (view["archived"]!.GetValue<int>() == 0) throw new InvalidOperationException($"No case was archived: {view.ToJsonString(ApiAnswer.Relaxed)}");
        var auditor = world.City.As("auditor");
        var archived = (await auditor.GetAsync("/api/retention/archives")).Ok()["items"]![0]!["caseNumber"]!.DeepClone();
        (await auditor.PostAsync("/api/audit/verify", new JsonObject { ["caseNumber"] = archived })).Ok();
        (await auditor.PostAsync("/api/audit/verify")).Ok();
    }
}
