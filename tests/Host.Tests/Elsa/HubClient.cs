using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>A viewer of running instances (elsa-studio-contract.md §9), spoken by hand: JSON protocol over a WebSocket.</summary>
public sealed class HubClient : IDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket;
    private readonly Queue<JsonNode> _read = new();
    private readonly StringBuilder _rest = new();

    private HubClient(ClientWebSocket socket) => _socket = socket;

    public static async Task<HubClient> ConnectAsync(IRunningHost host, string person, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", HostProcess.ApiKey);
        socket.Options.SetRequestHeader("X-Acting-User", person);
        await socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = "/elsa/hubs/workflow-instance" }.Uri, stop);
        var client = new HubClient(socket);
        await client.SendAsync("""{"protocol":"json","version":1}""", stop);
        return client;
    }

    /// <summary>Asks to hear of an instance; fails when the hub refuses.</summary>
    public async Task ObserveAsync(string instanceId, CancellationToken stop)
    {
        await SendAsync($$"""{"type":1,"invocationId":"1","target":"ObserveInstanceAsync","arguments":["{{instanceId}}"]}""", stop);
        var answer = await NextAsync(message => message["invocationId"]?.GetValue<string>() == "1", stop);
        if (answer["error"] is { } error) throw new InvalidOperationException($"The hub refuses: {error}");
    }

    /// <summary>The next call of this name.</summary>
    public Task<JsonNode> NextAsync(string target, CancellationToken stop) => NextAsync(message => message["target"]?.GetValue<string>() == target, stop);

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(string message, CancellationToken stop) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, stop);

    private async Task<JsonNode> NextAsync(Func<JsonNode, bool> wanted, CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            while (_read.TryDequeue(out var message))
            {
                if (wanted(message)) return message;
            }

            var received = await _socket.ReceiveAsync(buffer, stop);
            _rest.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            var parts = _rest.ToString().Split(End);
            foreach (var part in parts[..^1]) _read.Enqueue(JsonNode.Parse(part)!);
            _rest.Clear().Append(parts[^1]);
        }
    }
}
