using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GridGov.Workflow.Host.Tests.Notices;

/// <summary>A mail as it came over the wire.</summary>
/// <param name="Text">Headers and body, decoded.</param>
internal sealed record Letter(string From, string To, string Text);

/// <summary>A small mail server on a real socket: takes mails, and tells the first sender to come back later, as a busy one does.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _asked;

    public MailServer()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<Letter> Letters { get; } = new();

    /// <summary>How many times somebody wanted to send.</summary>
    public int Asked => _asked;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
        {
            // The test is over, or the sender went away.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 mail.test");
        var (from, to) = ("", "");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "MAIL":
                    from = Address(line);
                    await writer.WriteLineAsync(Interlocked.Increment(ref _asked) == 1 ? "451 busy, come back later" : "250 ok");
                    break;
                case "RCPT":
                    to = Address(line);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    Letters.Enqueue(new Letter(from, to, Decode(await DataAsync(reader))));
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task<List<string>> DataAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") lines.Add(line);
        return lines;
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    // Encoded words of headers, and the base64 body.
    private static string Decode(List<string> lines)
    {
        var end = lines.IndexOf("");
        var head = string.Concat(lines[..end].Select(line => line.StartsWith(' ') ? line.TrimStart() : "\n" + line));
        const string Start = "=?utf-8?B?";
        for (int at; (at = head.IndexOf(Start, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var stop = head.IndexOf("?=", at + Start.Length, StringComparison.Ordinal);
            head = head[..at] + Encoding.UTF8.GetString(Convert.FromBase64String(head[(at + Start.Length)..stop])) + head[(stop + 2)..];
        }

        return head + "\n" + Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(lines[(end + 1)..])));
    }
}
