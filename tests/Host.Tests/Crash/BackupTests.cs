using System.Diagnostics;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Databases;
using GridGov.Workflow.Host.Tests.Hosting;
using Npgsql;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>A backup that is taken under load is whole: chains verify, and every case can go on (reliability-tests A6).</summary>
public sealed class BackupTests(ITestOutputHelper output)
{
    private const int Loops = 4;

    [Fact]
    public Task Backup_UnderLoad_RestoresToAWholeAndLivingState() => RehearseAsync([], async (host, folder) =>
    {
        var (code, text) = await BackupAsync(host.DataFolder, folder);
        code.Should().Be(0, text);
        File.ReadAllLines(Path.Combine(folder, "SHA256SUMS")).Should().Contain(line => line.EndsWith("  gridgov.db"));
        (await BackupAsync(host.DataFolder, folder)).Code.Should().Be(1, "a backup never overwrites another");
        return [];
    });

    /// <summary>The recipe of docs/backup.md, with the server's own programs.</summary>
    [Fact]
    public async Task PostgreSqlDump_UnderLoad_RestoresToAWholeAndLivingState()
    {
        await using var server = await PostgresServer.StartAsync();
        var source = await server.NewDatabaseAsync();
        await RehearseAsync(PostgresServer.HostArguments(source), async (host, folder) =>
        {
            var (code, text) = await BackupAsync(host.DataFolder, folder, PostgresServer.HostArguments(source));
            code.Should().Be(0, text);
            var dump = Path.Combine(folder, "gridgov.dump");
            await server.RunClientAsync("pg_dump", "--format=custom", "--file=" + dump, NameOf(source));
            var target = await server.NewDatabaseAsync();
            await server.RunClientAsync("pg_restore", "--exit-on-error", "--dbname=" + NameOf(target), dump);
            return PostgresServer.HostArguments(target);
        });
    }

    /// <param name="database">Arguments that choose the Host's database.</param>
    /// <param name="backUpAsync">Makes a data folder at the given path while the Host works, and gives the arguments that choose the restored database.</param>
    private async Task RehearseAsync(string[] database, Func<HostProcess, string, Task<string[]>> backUpAsync)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var effects = await EffectServer.StartAsync(stop);
        string[] settings = ["--GridGov:Engine:Http:AllowedHosts:0", "127.0.0.1"];
        await using var host = await HostProcess.StartAsync(null, [.. settings, .. database]);
        await TestDefinitions.PublishAsync(new Api(host), CrashWorld.LoopDefinition);
        var world = new CrashWorld(host.Client, effects, new CrashLedger());
        var number = await new City(host).ReceivedCaseAsync();
        world.HostIsUp();
        var referee = new CrashClient(0, 1, world);
        for (var i = 0; i < Loops; i++) await referee.SendAsync(world.StartLoop(referee.NewKey()), stop);
        foreach (var id in world.Loops.Keys) world.Shared.Enqueue(id);
        var clients = Enumerable.Range(1, Loops).Select(client => Task.Run(() => new CrashClient(client, 1, world).RunAsync(stop), stop)).ToList();
        var before = world.Ledger.Answers;
        await Eventually.GetAsync(() => Task.FromResult(world.Ledger.Answers > before + 50 ? world : null), () => Task.FromResult($"{world.Ledger.Answers} answers"), stop);

        var folder = Path.Combine(Path.GetTempPath(), "gridgov-backup-" + Guid.NewGuid().ToString("N")[..8]);
        var restoredDatabase = await backUpAsync(host, folder);
        world.IsOver = true;
        await Task.WhenAll(clients);

        var watch = Stopwatch.StartNew();
        await using (var restored = await HostProcess.StartAsync(folder, [.. settings, .. restoredDatabase]))
        {
            output.WriteLine($"restored and ready after {watch.Elapsed}");
            await CheckAsync(restored, world.Loops.Keys, number);
            restored.Kill();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task CheckAsync(HostProcess restored, IEnumerable<string> loops, string number)
    {
        var api = new Api(restored);
        var verdict = (await api.PostAsync("/api/audit/verify", new JsonObject())).Ok();
        verdict["isIntact"]!.GetValue<bool>().Should().BeTrue(verdict.ToJsonString());
        verdict["rows"]!.GetValue<long>().Should().BeGreaterThan(50);
        foreach (var id in loops)
        {
            var found = await api.GetAsync($"/api/instances/{id}");
            if (found.Status == 404) continue;
            var task = found.Ok()["waiting"]!.AsArray().FirstOrDefault(wait => wait!["kind"]!.GetValue<string>() == "task");
            if (task is not null) (await api.PostAsync($"/api/tasks/{task["id"]}/complete", new JsonObject { ["data"] = new JsonObject() })).Ok();
        }

        var city = new City(restored);
        (await city.ReplyAsync(number)).Ok();
        (await city.VerifyAsync(number, passed: true)).Ok();
        (await city.EvaluateAsync(number)).Ok();
        (await city.CaseAsync(number))["state"]!.GetValue<string>().Should().Be("Closed");
        (await api.GetAsync($"/api/cases/{number}/replay")).Ok()["outcome"]!.GetValue<string>().Should().Be("Equal");
    }

    private static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private static async Task<(int Code, string Output)> BackupAsync(string data, string folder, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [HostProcess.Assembly, "--backup", folder, "--data", data, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text + await error);
    }
}
