using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GridGov.Workflow.Host.Tests.Databases;

/// <summary>When a connection breaks, seen from the server.</summary>
public enum Cut
{
    /// <summary>What the client sent never arrives.</summary>
    BeforeArrival,

    /// <summary>The server has done what it was asked, and its answer is lost.</summary>
    AfterTheAnswer,
}

/// <summary>
/// The network between a Host and its database, which a test may break: it counts what clients send and cuts the connection of the
/// n-th sending. Sendings of all connections count together, so another than the one meant may be hit; that is a fault too.
/// </summary>
public sealed class DatabaseProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private volatile Plan? _plan;

    private DatabaseProxy(int server)
    {
        _server = server;
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static DatabaseProxy Before(int serverPort)
    {
        var proxy = new DatabaseProxy(serverPort);
        proxy.Track(proxy.AcceptAsync());
        return proxy;
    }

    /// <summary>Breaks the connection of the n-th sending from now, counted from 1.</summary>
    public void CutAt(int sending, Cut where) => _plan = new Plan(sending, where);

    /// <summary>Breaks nothing more.</summary>
    /// <returns>Whether something was broken since <see cref="CutAt"/>.</returns>
    public bool Heal()
    {
        var plan = _plan;
        _plan = null;
        return plan is { HasCut: true };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_running.Keys);
        _stop.Dispose();
    }

    private void Track(Task task)
    {
        _running.TryAdd(task, 0);
        _ = task.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) Track(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, over.Token);
                var link = new Link();
                var ended = await Task.WhenAny(
                    AskAsync(client.GetStream(), server.GetStream(), link, over.Token), AnswerAsync(server.GetStream(), client.GetStream(), link, over.Token));
                await over.CancelAsync();
                await ended;
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Either side has gone; the other learns it as both are closed here.
            }
        }
    }

    private async Task AskAsync(NetworkStream client, NetworkStream server, Link link, CancellationToken stop)
    {
        var buffer = new byte[65_536];
        while (await client.ReadAsync(buffer, stop) is > 0 and var length)
        {
            var plan = _plan;
            var isMeant = plan?.Take() == true;
            if (isMeant && plan!.Where == Cut.BeforeArrival) return;
            if (isMeant) link.LosesAnswer = true;
            await server.WriteAsync(buffer.AsMemory(0, length), stop);
        }
    }

    private static async Task AnswerAsync(NetworkStream server, NetworkStream client, Link link, CancellationToken stop)
    {
        var buffer = new byte[65_536];
        while (await server.ReadAsync(buffer, stop) is > 0 and var length)
        {
            if (link.LosesAnswer) return;
            await client.WriteAsync(buffer.AsMemory(0, length), stop);
        }
    }

    private sealed class Link
    {
        private volatile bool _losesAnswer;

        public bool LosesAnswer
        {
            get => _losesAnswer;
            set => _losesAnswer = value;
        }
    }

    private sealed class Plan(int sending, Cut where)
    {
        private int _left = sending;

        public Cut Where => where;
        public bool HasCut => Volatile.Read(ref _left) <= 0;

        public bool Take() => Interlocked.Decrement(ref _left) == 0;
    }
}
