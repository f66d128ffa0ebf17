using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>One answer that a page got.</summary>
public sealed record Exchange(string Method, Uri Url, int Status, string? Encoding);

/// <summary>Everything that a page asked for and was told: requests, failures, console errors, transferred bytes.</summary>
public sealed class Traffic
{
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly ConcurrentQueue<string> _requested = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private long _bytes;

    public IReadOnlyList<Exchange> Exchanges => [.. _exchanges];

    /// <summary>Addresses that were asked for, also those that never answered.</summary>
    public IReadOnlyList<string> Requested => [.. _requested];

    /// <summary>Errors in the console, and exceptions of scripts.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>Bytes on the wire so far, headers included.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public static async Task<Traffic> WatchAsync(IPage page)
    {
        var traffic = new Traffic();
        page.Request += (_, request) => traffic._requested.Enqueue(request.Url);
        page.Response += (_, response) => traffic._exchanges.Enqueue(new Exchange(
            response.Request.Method, new Uri(response.Url), response.Status, response.Headers.GetValueOrDefault("content-encoding")));
        page.PageError += (_, error) => traffic._errors.Enqueue("exception: " + error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") traffic._errors.Enqueue(message.Text);
        };
        var network = await page.Context.NewCDPSessionAsync(page);
        network.Event("Network.loadingFinished").OnEvent += (_, data) =>
            Interlocked.Add(ref traffic._bytes, (long)(data?.GetProperty("encodedDataLength").GetDouble() ?? 0));
        await network.SendAsync("Network.enable");
        return traffic;
    }
}
