namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// Name of this process among all that ever worked on the database: a restarted node is another owner, so that leases of
/// its former life run out instead of being taken for its own.
/// </summary>
/// <param name="Id">Machine, process and start time, at most 100 characters.</param>
internal sealed record NodeIdentity(string Id)
{
    public static NodeIdentity Create(TimeProvider time)
    {
        var machine = Environment.MachineName;
        return new NodeIdentity(FormattableString.Invariant(
            $"{(machine.Length > 50 ? machine[..50] : machine)}-{Environment.ProcessId}-{time.GetUtcNow().UtcTicks:x}"));
    }
}
