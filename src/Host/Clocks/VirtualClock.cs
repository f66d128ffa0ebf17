using System.Globalization;
using GridGov.Workflow.Engine.Runtime;

namespace GridGov.Workflow.Host.Clocks;

/// <summary>
/// Business time that stands still until a caller moves it: for the demonstration and for tests. Stored in the data folder, so
/// that it never goes backward over a restart.
/// </summary>
internal sealed class VirtualClock : IBusinessClock
{
    private static readonly DateTimeOffset FirstMoment = new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8));
    private readonly string _file;
    private readonly Lock _gate = new();
    private long _utcTicks;

    public VirtualClock(Microsoft.Extensions.Options.IOptions<HostOptions> options)
    {
        _file = Path.Combine(options.Value.DataFolder, "virtual-clock.txt");
        _utcTicks = File.Exists(_file)
            ? DateTimeOffset.Parse(File.ReadAllText(_file), CultureInfo.InvariantCulture).UtcTicks
            : FirstMoment.UtcTicks;
    }

    public DateTimeOffset Now => new DateTimeOffset(Interlocked.Read(ref _utcTicks), TimeSpan.Zero).ToOffset(FirstMoment.Offset);

    /// <summary>Moves the clock forward; an earlier time changes nothing.</summary>
    public void MoveTo(DateTimeOffset to)
    {
        lock (_gate)
        {
            if (to.UtcTicks <= _utcTicks) return;
            var temporary = _file + ".new";
            File.WriteAllText(temporary, to.ToString("O", CultureInfo.InvariantCulture));
            File.Move(temporary, _file, overwrite: true);
            Interlocked.Exchange(ref _utcTicks, to.UtcTicks);
        }
    }
}
