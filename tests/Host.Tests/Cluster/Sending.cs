using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>What a client behind a load balancer does: the same command with the same key until somebody answers it.</summary>
internal static class Sending
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<ApiAnswer> SendUntilAnsweredAsync(this Api api, string path, string key, CancellationToken stop, JsonNode? body = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await api.PostAsync(path, body, key.Length == 0 ? null : key);
                if (answer.Status < 500 || TimeProvider.System.GetElapsedTime(started) > Limit) return answer;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && TimeProvider.System.GetElapsedTime(started) < Limit)
            {
                stop.ThrowIfCancellationRequested();
            }

            await Task.Delay(Pause, stop);
        }
    }
}
