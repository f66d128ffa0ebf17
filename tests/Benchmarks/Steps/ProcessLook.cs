using System.Globalization;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>What a Host holds at a moment; the heap is what its last collection left, by its own <c>/metrics</c>.</summary>
internal sealed record ProcessLook(double ResidentMegabytes, double HeapMegabytes, int Handles, int Threads)
{
    private const string HeapMetric = "dotnet_gc_last_collection_heap_size_bytes";
    private const double Megabyte = 1024 * 1024;

    public static async Task<ProcessLook> TakeAsync(HostUnderTest host)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        var heap = (await http.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith(HeapMetric, StringComparison.Ordinal)).Sum(Value);
        return new ProcessLook(
            host.ResidentMegabytes(), heap / Megabyte,
            Directory.GetFileSystemEntries($"/proc/{host.ProcessId}/fd").Length, Directory.GetDirectories($"/proc/{host.ProcessId}/task").Length);
    }

    // name{labels} value [time]
    private static double Value(string line) => double.Parse(line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
}
