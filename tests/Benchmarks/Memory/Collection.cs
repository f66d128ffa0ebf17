using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace GridGov.Workflow.Benchmarks.Memory;

/// <summary>Makes another .NET process collect all of its garbage, as <c>dotnet-gcdump</c> does: by its diagnostics port.</summary>
internal static class Collection
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const long HeapCollect = 0x800000;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(int processId)
    {
        using (var session = new DiagnosticsClient(processId).StartEventPipeSession(new EventPipeProvider(Runtime, EventLevel.Informational, HeapCollect), requestRundown: false))
        {
            var read = session.EventStream.CopyToAsync(Stream.Null);
            await Task.Delay(Settle, TimeProvider.System);
            await session.StopAsync(CancellationToken.None);
            await read;
        }

        await Task.Delay(Settle, TimeProvider.System);
    }
}
