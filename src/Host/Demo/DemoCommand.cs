using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GridGov.Workflow.Host.Demo;

/// <summary>
/// <c>dotnet run --project src/Host -- demo [--cases N] [--seed N] [--data DIR]</c>: starts the product in this process on the
/// virtual business clock, lets the city live through it, and compares the product's figures with the city's own.
/// </summary>
internal static class DemoCommand
{
    /// <param name="args">Options of <see cref="DemoOptions"/>, without the word <c>demo</c>.</param>
    /// <returns>0 when every figure agrees and the history is intact; 1 otherwise.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, System.Console.Out, isTerminal: !System.Console.IsOutputRedirected, CancellationToken.None);

    internal static async Task<int> RunAsync(string[] args, TextWriter output, bool isTerminal, CancellationToken stop)
    {
        try
        {
            return await RunCityAsync(DemoOptions.Parse(args), output, isTerminal, stop);
        }
        catch (DemoException error)
        {
            await output.WriteLineAsync("演示中止：" + error.Message);
            return 1;
        }
    }

    private static async Task<int> RunCityAsync(DemoOptions options, TextWriter output, bool isTerminal, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var folder = options.DataFolder ?? Path.Combine(Path.GetTempPath(), "gridgov-demo-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
        var key = Environment.GetEnvironmentVariable(HostStarter.KeyVariable) is { Length: > 0 } preset ? preset : "demo-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        try
        {
            await using var partners = await DepartmentServer.StartAsync(City.MannerOf, stop);
            await using var product = HostApp.Build(Arguments(options, folder, partners.Address, key));
            await product.StartAsync(stop);
            var address = product.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            using var http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(3) };
            await using var trace = options.TraceFile is { } file ? new StreamWriter(file) : null;
            var client = new ProductClient(http, key, trace is null ? null : TextWriter.Synchronized(trace).WriteLine);
            await output.WriteLineAsync($"澶川县（虚构）网格治理演示：{options.Cases} 件，种子 {options.Seed}；产品 {address}，部门接口 {partners.Address}。");
            var isRight = await LiveAsync(options, client, partners, output, isTerminal, stop);
            await output.WriteLineAsync($"用时 {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} 秒，请求 {client.Calls} 次。");
            await product.StopAsync(stop);
            return isRight ? 0 : 1;
        }
        finally
        {
            if (options.DataFolder is null) Remove(folder);
        }
    }

    private static async Task<bool> LiveAsync(DemoOptions options, ProductClient client, DepartmentServer partners, TextWriter output, bool isTerminal, CancellationToken stop)
    {
        await WaitUntilReadyAsync(client, stop);
        var clock = await client.GetAsync(null, "/api/clock", stop);
        if (!clock.Ok) throw new DemoException($"读取时钟失败：HTTP {clock.Status} {clock.Code} {clock.Detail}");
        var town = new Town(client, People.Load(), clock.Json.GetProperty("now").GetDateTimeOffset(), stop);
        var simulation = new Simulation(town, options);
        await simulation.RunAsync(new ProgressBar(output, isTerminal, "运行"));

        var report = new CityReport(town, output);
        var comparisons = await report.CompareAsync();
        report.WriteTable(comparisons);
        report.WriteTally(partners);
        var agrees = report.WriteDifferences(comparisons);
        return await VerifyAsync(town, output) && agrees;
    }

    private static async Task<bool> VerifyAsync(Town town, TextWriter output)
    {
        var auditor = town.People.WithRole("Auditor");
        var verdict = await town.Product.PostAsync(auditor, "/api/audit/verify", new JsonObject(), town.Stop);
        if (!verdict.Ok) throw new DemoException($"审计核验失败：HTTP {verdict.Status} {verdict.Code} {verdict.Detail}");
        var intact = verdict.Json.GetProperty("isIntact").GetBoolean();
        await output.WriteLineAsync($"审计：{verdict.Json.GetProperty("instances").GetInt32()} 个流程实例、{verdict.Json.GetProperty("rows").GetInt64()} 条历史，{(intact ? "完整未改" : "有改动：" + verdict.Json.GetRawText())}。");
        return intact;
    }

    private static async Task WaitUntilReadyAsync(ProductClient client, CancellationToken stop)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if ((await client.GetAsync(null, "/health/ready", stop)).Ok) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
        }

        throw new DemoException("产品 30 秒内未就绪。");
    }

    private static string[] Arguments(DemoOptions options, string folder, string partners, string key) =>
    [
        "--urls", "http://127.0.0.1:0", "--data", folder, "--workflows", options.WorkflowsFolder, "--virtual-clock", "true", "--" + HostStarter.KeyVariable, key,
        "--Logging:LogLevel:Default", "Error", "--Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Error", "--Logging:LogLevel:Orleans.Runtime", "Error",
        "--GridGov:DepartmentApi:BaseAddress", partners + "/departments", "--GridGov:GridApi:BaseAddress", partners + "/grids",
    ];

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            System.Console.Error.WriteLine($"临时目录未能删除：{folder}（{error.Message}）");
        }
    }
}
