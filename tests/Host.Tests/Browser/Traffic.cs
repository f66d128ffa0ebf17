using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using IRequest = Microsoft.Playwright.IRequest;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>One answer that a page got.</summary>
public sealed record Exchange(string Method, Uri Url, int Status, string? Encoding);

/// <summary>Everything that a page asked for and was told: requests, failures, console errors, transferred bytes.</summary>
public sealed class Traffic
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly ConcurrentQueue<string> _requested = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentDictionary<IRequest, string> _pending = new();
    private long _bytes;
    private long _lastChange = Stopwatch.GetTimestamp();
    private IRequest? _document;

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
        page.Request += (_, request) => traffic.Begin(request);
        page.RequestFinished += (_, request) => traffic.End(request);
        page.RequestFailed += (_, request) => traffic.End(request);
        page.FrameNavigated += (_, frame) =>
        {
            if (frame == page.MainFrame) traffic.ForgetLeftDocument();
        };
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

    /// <summary>
    /// Waits until nothing was asked for or answered for half a second. The browser's own "network idle" tells of the
    /// first such moment after a navigation only, and a page of one document navigates once.
    /// </summary>
    public async Task QuietAsync(TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (!_pending.IsEmpty || Stopwatch.GetElapsedTime(Interlocked.Read(ref _lastChange)) < Quiet)
        {
            if (Stopwatch.GetElapsedTime(began) > patience)
            {
                throw new TimeoutException($"The page is still asking after {patience}: {string.Join(", ", _pending.Values)}");
            }

            await Task.Delay(50);
        }
    }

    private void Begin(IRequest request)
    {
        _requested.Enqueue(request.Url);
        _pending[request] = request.Url;
        if (request.IsNavigationRequest) _document = request;
        Interlocked.Exchange(ref _lastChange, Stopwatch.GetTimestamp());
    }

    // The browser does not tell the end of what a left page asked for. A page that only changes its address sends no request for a document.
    private void ForgetLeftDocument()
    {
        if (Interlocked.Exchange(ref _document, null) is not { } document) return;
        foreach (var request in _pending.Keys.Where(request => request != document)) End(request);
    }

    private void End(IRequest request)
    {
        _pending.TryRemove(request, out _);
        Interlocked.Exchange(ref _lastChange, Stopwatch.GetTimestamp());
    }
}
