using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// Hears of bursts that this node committed, after the commit. Called on the committing path: takes a note and returns at once;
/// what it throws is logged and otherwise ignored. A notice may be lost (an unknown commit), so it is good for
/// screens only, never for work. Commits of other nodes come by <see cref="IClusterSignals"/>.
/// </summary>
public interface IBurstObserver
{
    void Committed(CommittedBurst burst);
}

/// <summary>A burst that is on disk.</summary>
public sealed record CommittedBurst(string InstanceId, long Burst, WorkflowStatus Status, WorkflowSubStatus SubStatus);
