using Microsoft.Extensions.Time.Testing;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>The time of the simulated world, which passes only when the schedule says so, and then to the next moment for which somebody has set a timer.</summary>
internal sealed class SimTime(DateTimeOffset start)
{
    private readonly FakeTimeProvider _real = new(start);
    private readonly PriorityQueue<bool, long> _dues = new();

    public DateTimeOffset Now => _real.GetUtcNow();

    public void Advance(TimeSpan span) => _real.Advance(span);

    /// <summary>The nearest moment for which a timer was made, or null. It may have been given up since.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            while (_dues.TryPeek(out _, out var due))
            {
                if (due > Now.UtcTicks) return new DateTimeOffset(due, TimeSpan.Zero);
                _dues.Dequeue();
            }

            return null;
        }
    }

    /// <summary>The clock of one node: jumps by itself, while what it measures goes on evenly, as on a real machine.</summary>
    public sealed class NodeClock(SimTime world) : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override long TimestampFrequency => world._real.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => world.Now + Ahead;

        public override long GetTimestamp() => world._real.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero) world._dues.Enqueue(true, (world.Now + dueTime).UtcTicks);
            return world._real.CreateTimer(callback, state, dueTime, period);
        }
    }
}
