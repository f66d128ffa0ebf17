using System.Globalization;
using GridGov.Workflow.Engine.Runtime.Hosting;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Clocks;

/// <summary>Moves the virtual clock; absent = to the next timer.</summary>
public sealed record AdvanceClockRequest(DateTimeOffset? To = null);

/// <summary>What the clock shows.</summary>
public sealed record ClockReading(DateTimeOffset Now);

/// <summary>The virtual business clock over REST; mapped only when the Host runs on one.</summary>
internal static class ClockEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/clock").WithTags("Clock");
        group.MapGet("/", (VirtualClock clock) => new ClockReading(clock.Now));
        group.MapPost("/advance", async (Command<AdvanceClockRequest> command, VirtualClock clock, ClockMover mover, CurrentUser user, CancellationToken stop) =>
        {
            if (!user.IsTrustedSystem) throw ProblemException.Forbidden("Role.NotGranted", "Only a system with the act-for right moves the virtual clock.");
            if (command.Body.To is { } to && to < clock.Now)
            {
                throw ProblemException.Invalid("to", to.ToString("O", CultureInfo.InvariantCulture), $"not before {clock.Now:O}: the clock never goes backward");
            }

            await mover.AdvanceAsync(command.Body.To, stop);
            return new ClockReading(clock.Now);
        });
    }
}

/// <summary>
/// Moves the clock from timer to timer, and lets everything that a timer causes come to rest before the next jump: outcomes
/// depend on recorded times only, as they would with real time in between.
/// </summary>
internal sealed class ClockMover(VirtualClock clock, EngineLoad load, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const int QuietLooks = 2;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <param name="to">Where to stop; null = at the next timer, or where it stands when there is none.</param>
    /// <exception cref="TimeoutException">Something kept running for a minute.</exception>
    public async Task AdvanceAsync(DateTimeOffset? to, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            await SettleAsync(stop);
            var target = to ?? await load.FindNextTimerAsync(stop) ?? clock.Now;
            while (await load.FindNextTimerAsync(stop) is { } due && due <= target)
            {
                clock.MoveTo(due);
                await load.ClockMovedAsync(stop);
                await SettleAsync(stop);
            }

            clock.MoveTo(target);
            await load.ClockMovedAsync(stop);
            await SettleAsync(stop);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task SettleAsync(CancellationToken stop)
    {
        var started = time.GetTimestamp();
        for (var quiet = 0; quiet < QuietLooks;)
        {
            quiet = load.IsIdle ? quiet + 1 : 0;
            if (quiet >= QuietLooks) return;
            if (time.GetElapsedTime(started) > Patience) throw new TimeoutException($"The engine did not come to rest within {Patience}.");
            await Task.Delay(Pause, time, stop);
        }
    }
}
