namespace GridGov.Workflow.Engine.Runtime;

/// <summary>Business time is real time.</summary>
internal sealed class SystemBusinessClock(TimeProvider time) : IBusinessClock
{
    public DateTimeOffset Now => time.GetUtcNow();
}
