using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.History;

/// <summary>Outcome of re-running the core over a record.</summary>
public enum ReplayOutcome
{
    /// <summary>Every burst came out as recorded.</summary>
    Equal,

    /// <summary>The record is sound, but this version of the core does something else with it.</summary>
    NotReproducible,

    /// <summary>The record itself was altered; replaying it proves nothing.</summary>
    Altered,
}

/// <summary>Where a replay went another way.</summary>
/// <param name="Sequence">Number of the burst.</param>
/// <param name="Entry">Number of the first differing entry within the instance; null when the entries agree and the state differs.</param>
/// <param name="RecordedBy">Core version that wrote the burst.</param>
public sealed record Divergence(long Sequence, long? Entry, string Reason, string RecordedBy);

/// <summary>A replayed history.</summary>
/// <param name="Steps">Bursts replayed.</param>
/// <param name="State">State after the last replayed step; null when not even the first could be run.</param>
public sealed record ReplayResult(ReplayOutcome Outcome, long Steps, InstanceState? State, Divergence? Divergence, JournalFault? Fault);
