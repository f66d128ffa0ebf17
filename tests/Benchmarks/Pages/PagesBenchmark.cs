using System.Diagnostics;
using System.Globalization;
using GridGov.Workflow.Host.Console.Cases;
using GridGov.Workflow.Host.Console.Tasks;

namespace GridGov.Workflow.Benchmarks.Pages;

/// <summary>Server-side time of the console's heaviest pages: an inbox of ten thousand open tasks, and a case of five hundred bursts.</summary>
internal static class PagesBenchmark
{
    private const int Rounds = 20;
    private const int Writers = 16;
    private const string Desk = "desk-sw";
    private static readonly byte[] Report = """{"channel":"Hotline12345","place":{"gridCode":"410999101001001","text":"东门外二十米"},"description":"井盖破损，夜间有人绊倒。","categoryCode":"C0101","requester":{"name":"周女士","phone":"13900000000"}}"""u8.ToArray();
    private static readonly byte[] Filed = """{"outcome":"Filed","data":{"standardId":"C0101-1"}}"""u8.ToArray();
    private static readonly byte[] Assigned = """{"outcome":"Assign","data":{"leadUnit":"410999-SW"}}"""u8.ToArray();
    private static readonly byte[] Received = """{"outcome":"Received","data":{}}"""u8.ToArray();
    private static readonly byte[] Replied = """{"outcome":"Replied","data":{"result":"Solved","text":"已更换井盖。"}}"""u8.ToArray();
    private static readonly byte[] Failed = """{"outcome":"Failed","data":{"note":"现场没有变化","reasonCode":"NotDone","reason":"没有更换"}}"""u8.ToArray();

    public static async Task<int> InboxAsync(int tasks)
    {
        await using var host = await PageHost.StartAsync();
        var filling = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, tasks), new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (_, _) => await AtTheDeskAsync(host));
        Console.Error.WriteLine($"{tasks} cases at the desk after {filling.Elapsed.TotalSeconds:0} s.");
        await MeasureAsync($"my tasks, {tasks} open", () => host.RenderAsync<TasksPage>(Desk, "/"));
        await MeasureAsync($"my tasks, {tasks} open, searched", () => host.RenderAsync<TasksPage>(Desk, "/?q=20"));
        return 0;
    }

    public static async Task<int> CasePageAsync(int bursts)
    {
        await using var host = await PageHost.StartAsync();
        var (number, instance, burst) = await AtTheDeskAsync(host);
        burst = await host.Client.CompleteAsync(instance, burst, Desk, Received);
        while (burst < bursts)
        {
            burst = await DoAsync(host, number, "handler-sw", "AwaitReply", Replied);
            if (burst < bursts) burst = await DoAsync(host, number, "worker-01", "VerifyResult", Failed);
        }

        Console.Error.WriteLine($"Case {number} has {burst} bursts.");
        await MeasureAsync($"case page, {burst} bursts", () => host.RenderAsync<CasePage>(Desk, $"/cases/{number}", new Dictionary<string, object?> { [nameof(CasePage.CaseNumber)] = number }));
        return 0;
    }

    /// <summary>From the answer of a command, which comes with its commit, until the open page of the case is rendered anew.</summary>
    public static async Task<int> LiveAsync()
    {
        await using var host = await PageHost.StartAsync();
        var (number, instance, burst) = await AtTheDeskAsync(host);
        await host.Client.CompleteAsync(instance, burst, Desk, Received);
        var shown = new SemaphoreSlim(0);
        using var page = host.Watch(instance, async () =>
        {
            await RenderAsync();
            shown.Release();
        });
        await RenderAsync();
        var times = new List<double>(Rounds);
        while (times.Count < Rounds)
        {
            await DoAsync(host, number, "handler-sw", "AwaitReply", Replied);
            await MeasureAsync();
            await DoAsync(host, number, "worker-01", "VerifyResult", Failed);
            await MeasureAsync();
        }

        times.Sort();
        Machine.Print();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"live update of a case page: median {times[Rounds / 2]:0} ms, worst {times[^1]:0} ms of {Rounds}"));
        return 0;

        Task RenderAsync() => host.RenderAsync<CasePage>(Desk, $"/cases/{number}", new Dictionary<string, object?> { [nameof(CasePage.CaseNumber)] = number });

        async Task MeasureAsync()
        {
            var answered = Stopwatch.GetTimestamp();
            await shown.WaitAsync();
            times.Add(Stopwatch.GetElapsedTime(answered).TotalMilliseconds);

            // A second wake-up for the same commit is none of the next.
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            while (shown.Wait(0)) continue;
        }
    }

    // The first round is what a person meets after a start; the median is what everybody meets later.
    private static async Task MeasureAsync(string what, Func<Task<(TimeSpan Time, int Characters)>> render)
    {
        var (first, characters) = await render();
        var times = new List<double>(Rounds);
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            times.Add((await render()).Time.TotalMilliseconds);
        }

        times.Sort();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await render();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Machine.Print();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: first {first.TotalMilliseconds:0} ms, median {times[Rounds / 2]:0} ms, worst {times[^1]:0} ms of {Rounds}; {allocated / 1048576.0:0.0} MB allocated, {characters / 1024} KB of markup"));
    }

    private static async Task<(string Number, string Instance, long Burst)> AtTheDeskAsync(PageHost host)
    {
        var made = await host.Client.PostAsync("/api/cases", "clerk-01", Report);
        var instance = made.GetProperty("instanceId").GetString()!;
        var burst = await host.Client.CompleteAsync(instance, 1, "clerk-01", Filed);
        return (made.GetProperty("caseNumber").GetString()!, instance, await host.Client.CompleteAsync(instance, burst, "dispatcher-01", Assigned));
    }

    private static async Task<long> DoAsync(PageHost host, string number, string person, string task, ReadOnlyMemory<byte> body)
    {
        var items = (await host.Client.GetAsync($"/api/tasks?caseNumber={number}&name={task}", person)).GetProperty("items");
        var id = items.EnumerateArray().First().GetProperty("id").GetString();
        return (await host.Client.PostAsync($"/api/tasks/{id}/complete", person, body)).GetProperty("burst").GetInt64();
    }
}
