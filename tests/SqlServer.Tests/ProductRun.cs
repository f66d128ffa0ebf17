using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host;
using GridGov.Workflow.Host.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>
/// The product at work in this process on SQLite: the demo city lives through its cases, and every endpoint that reads is asked. What it
/// asks of its database is compiled again for SQL Server.
/// </summary>
public sealed class ProductRun : IAsyncLifetime
{
    private const string Key = "sqlserver-tests-0123456789abcdef0123456789";
    private static readonly string[] Persons = ["", "office-01", "auditor", "clerk-01", "dispatcher-01", "desk-sw", "worker-01"];
    private readonly string _folder = Directory.CreateTempSubdirectory("gridgov-sqlserver-").FullName;

    internal Statements Statements { get; } = new();

    /// <summary>What EF could not say in SQL Server's language, with its place.</summary>
    internal List<string> Unsayable { get; } = [];

    /// <summary>Files and lines that asked something.</summary>
    internal HashSet<string> Sources { get; } = new(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("GRIDGOV_API_KEY", Key);
        using var watch = new QueryWatch();
        var output = new StringWriter();
        if (await DemoCommand.RunAsync(["--cases", "40", "--seed", "7", "--data", _folder], output, isTerminal: false, CancellationToken.None) != 0)
            throw new InvalidOperationException(output.ToString());
        await AskEverythingAsync();
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

    private async Task AskEverythingAsync()
    {
        await using var product = HostApp.Build(["--urls", "http://127.0.0.1:0", "--data", _folder, "--virtual-clock", "true"]);
        await product.StartAsync();
        var address = product.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        while (!(await http.GetAsync("/health/ready")).IsSuccessStatusCode) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        var names = await RouteValues.ReadAsync(product.Services.GetRequiredService<IWorkflowDb>());
        var routes = product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true).ToList();
        foreach (var person in Persons)
        {
            foreach (var route in routes)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, names.Fill(route.RoutePattern));
                if (person.Length > 0) request.Headers.Add("X-Acting-User", person);
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            }
        }

        await product.StopAsync();
    }
}
