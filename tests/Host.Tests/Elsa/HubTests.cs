using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>The hub (elsa-studio-contract.md §9), spoken by hand: JSON protocol over a WebSocket.</summary>
[Collection(HostCollection.Name)]
public sealed class HubTests(HostFixture fixture) : IDisposable
{
    private const char End = '\u001e';
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task Observer_HearsOfACommittedBurst()
    {
        var stop = TestContext.Current.CancellationToken;
        var saved = await _studio.SaveAsync(Models.WriteThenWait());
        var id = await _studio.RunAsync(saved["definitionId"]!.GetValue<string>());
        using var socket = await ConnectAsync("office-01", stop);
        await SendAsync(socket, """{"protocol":"json","version":1}""", stop);
        await SendAsync(socket, $$"""{"type":1,"invocationId":"1","target":"ObserveInstanceAsync","arguments":["{{id}}"]}""", stop);
        var heard = new Messages(socket);
        (await heard.NextAsync(message => message["invocationId"]?.GetValue<string>() == "1", stop))["error"].Should().BeNull();

        await _studio.PostAsync($"cancel/workflow-instances/{id}");

        (await heard.NextAsync(To("WorkflowExecutionLogUpdatedAsync"), stop))["arguments"]!.ToJsonString().Should().Be("[{}]");
        var stats = (await heard.NextAsync(To("ActivityExecutionLogUpdatedAsync"), stop))["arguments"]![0]!["stats"]!.AsArray();
        stats.Single(node => node!["activityNodeId"]!.GetValue<string>() == "Workflow1:flow:wait")!["isBlocked"]!.GetValue<bool>().Should().BeFalse();
        (await heard.NextAsync(To("WorkflowInstanceUpdatedAsync"), stop))["arguments"]![0]!["workflowInstanceId"]!.GetValue<string>().Should().Be(id);
    }

    [Fact]
    public async Task Stranger_MayNotConnect()
    {
        var connect = () => ConnectAsync("worker-01", TestContext.Current.CancellationToken);

        await connect.Should().ThrowAsync<WebSocketException>();
    }

    private static Func<JsonNode, bool> To(string target) => message => message["target"]?.GetValue<string>() == target;

    private async Task<ClientWebSocket> ConnectAsync(string person, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", HostProcess.ApiKey);
        socket.Options.SetRequestHeader("X-Acting-User", person);
        await socket.ConnectAsync(new UriBuilder(fixture.Host.Address) { Scheme = "ws", Path = "/elsa/hubs/workflow-instance" }.Uri, stop);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string message, CancellationToken stop) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, stop);

    private sealed class Messages(ClientWebSocket socket)
    {
        private readonly Queue<JsonNode> _read = new();
        private readonly StringBuilder _rest = new();

        public async Task<JsonNode> NextAsync(Func<JsonNode, bool> wanted, CancellationToken stop)
        {
            var buffer = new byte[16 * 1024];
            while (true)
            {
                while (_read.TryDequeue(out var message))
                {
                    if (wanted(message)) return message;
                }

                var received = await socket.ReceiveAsync(buffer, stop);
                _rest.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
                var parts = _rest.ToString().Split(End);
                foreach (var part in parts[..^1]) _read.Enqueue(JsonNode.Parse(part)!);
                _rest.Clear().Append(parts[^1]);
            }
        }
    }
}
