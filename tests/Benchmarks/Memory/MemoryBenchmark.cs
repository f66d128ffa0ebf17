using System.Globalization;
using GridGov.Workflow.Benchmarks.Steps;

namespace GridGov.Workflow.Benchmarks.Memory;

/// <summary>
/// What cases cost that are in the Host's memory, over the Host alone: after the code is compiled, and after a full collection each time.
/// The cases are at a department's desk, three bursts old, and none has been let go.
/// </summary>
internal static class MemoryBenchmark
{
    private const int Clients = 16;
    private const double Kilobytes = 1024;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["--cases", "--warmup", .. DatabaseChoice.Names]);
        var counts = arguments.Numbers("--cases", [1000, 4000], 1_000_000);
        var warmup = arguments.Number("--warmup", 500, 100_000);
        await using var host = await HostUnderTest.CreateAsync(DatabaseChoice.Read(arguments));
        await host.StartAsync();
        using var client = new HostClient(host.Address);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        var started = await ProcessLook.TakeAsync(host);
        var fresh = await LookAsync(host);
        await BringAsync(client, warmup);
        var warm = await LookAsync(host);

        Machine.Print();
        Console.WriteLine($"Host over HTTP, {host.Database.Name}; cases at a department's desk, after a full collection");
        Console.WriteLine("active cases          RSS MB   heap MB   RSS KB/case   heap KB/case");
        Print("just started", started, null, 0);
        Print("idle", fresh, null, 0);
        Print($"idle, warm (+{warmup})", warm, null, 0);
        var made = 0;
        var last = (Look: warm, Made: 0);
        foreach (var count in counts.Order())
        {
            await BringAsync(client, count - made);
            made = count;
            var look = await LookAsync(host);
            Print(count.ToString(CultureInfo.InvariantCulture), look, warm, made);
            if (last.Made > 0) Print(string.Create(CultureInfo.InvariantCulture, $"  from {last.Made} on"), look, last.Look, made - last.Made);
            last = (look, made);
        }

        return 0;
    }

    private static async Task<ProcessLook> LookAsync(HostUnderTest host)
    {
        await Collection.RunAsync(host.ProcessId);
        return await ProcessLook.TakeAsync(host);
    }

    private static Task BringAsync(HostClient client, int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (_, _) => await CaseSteps.BringToDeskAsync(client));

    private static void Print(string name, ProcessLook look, ProcessLook? from, int cases)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{name,-20}{look.ResidentMegabytes,8:0}{look.HeapMegabytes,10:0.0}");
        if (from is not null)
        {
            line += string.Create(CultureInfo.InvariantCulture,
                $"{(look.ResidentMegabytes - from.ResidentMegabytes) * Kilobytes / cases,14:0.0}{(look.HeapMegabytes - from.HeapMegabytes) * Kilobytes / cases,15:0.0}");
        }

        Console.WriteLine(line);
    }
}
