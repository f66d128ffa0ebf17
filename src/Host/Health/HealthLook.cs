using GridGov.Workflow.Host.Load;
using GridGov.Workflow.Host.Startup;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Health;

/// <summary>Puts the report together. Load balancers ask often and several at once: a look serves for two seconds.</summary>
internal sealed class HealthLook(
    Readiness readiness, DatabaseHealth database, CommandGate gate, IOptions<HostOptions> host, IOptions<HealthOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly string[] Vital = ["host", "database", "migrations", "disk"];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private HealthReport? _last;

    public async Task<HealthReport> ReadAsync(CancellationToken stop)
    {
        // While it starts there may be no schema to ask.
        if (readiness.Waiting is { } why) return Report(why, [HealthPart.Failed("host", "waiting")]);
        await _turn.WaitAsync(stop);
        try
        {
            if (_last is { } last && time.GetUtcNow() - last.At < Fresh && readiness.Waiting is null) return last;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Patience);
            IReadOnlyList<HealthPart> asked;
            try
            {
                asked = await database.LookAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                asked = [HealthPart.Failed("database", "slow", Patience.TotalSeconds)];
            }

            return _last = Report(null, [HealthPart.Ok("host"), gate.Health(), .. asked, Disk(host.Value.DataFolder, options.Value)]);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Free space where database, keys and attachments lie.</summary>
    public static HealthPart Disk(string folder, HealthOptions options)
    {
        try
        {
            var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace / (1024 * 1024);
            if (free < options.DiskFailure) return HealthPart.Failed("disk", "full", free);
            return free < options.DiskWarning ? HealthPart.Warning("disk", "low", free) : HealthPart.Ok("disk", free);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return HealthPart.Failed("disk", "unreadable");
        }
    }

    public void Dispose() => _turn.Dispose();

    private HealthReport Report(string? why, IReadOnlyList<HealthPart> parts)
    {
        var broken = parts.FirstOrDefault(part => part.Status == HealthStatus.Failed && Vital.Contains(part.Name));
        var status = broken is not null ? "waiting" : parts.All(part => part.Status == HealthStatus.Ok) ? "ready" : "degraded";
        return new HealthReport(status, why ?? broken?.Reason, HealthEndpoints.Version, time.GetUtcNow(), parts);
    }
}
