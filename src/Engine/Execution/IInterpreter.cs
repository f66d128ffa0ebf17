using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>The pure core. No I/O, no clock, no random, nothing that waits; thread-safe because it keeps nothing.</summary>
public interface IInterpreter
{
    /// <summary>
    /// Applies one stimulus. <paramref name="state"/> is null only for a <see cref="Start"/>, and is never changed: the burst
    /// carries its own copy. The burst's time is the later of <paramref name="now"/> and the state's last time.
    /// </summary>
    /// <param name="graph">What the instance runs; for a <see cref="Migrate"/> the target.</param>
    /// <param name="source">For a <see cref="Migrate"/>: what the instance ran before; not used otherwise.</param>
    /// <exception cref="BackstopTrippedException">
    /// A machine-dependent script limit tripped: nothing happened. Deliver the stimulus again with
    /// <see cref="Stimulus.FailEvaluation"/> set to <see cref="BackstopTrippedException.Failure"/>.
    /// </exception>
    AdvanceResult Advance(WorkflowGraph graph, InstanceState? state, Stimulus stimulus, DateTimeOffset now, WorkflowGraph? source = null);
}

/// <summary>Tells the caller which evaluation to fail by decree when it delivers the stimulus again.</summary>
public sealed class BackstopTrippedException(EvaluationFailure failure, Exception inner) : Exception(failure.Message, inner)
{
    public EvaluationFailure Failure { get; } = failure;
}

/// <summary>Stored form of the state (design.md §4: versioned, upcasters are pure).</summary>
public interface IStateCodec
{
    void Write(Utf8JsonWriter json, InstanceState state);

    /// <exception cref="InvalidDataException">Not a state, or of a format that this version does not know.</exception>
    InstanceState Read(ReadOnlyMemory<byte> bytes);
}

public static class StateCodecExtensions
{
    /// <summary>The stored form as bytes of its own.</summary>
    public static byte[] Write(this IStateCodec codec, InstanceState state)
    {
        using var scratch = JsonScratch.Take();
        codec.Write(scratch.Writer, state);
        return scratch.Written.ToArray();
    }
}
