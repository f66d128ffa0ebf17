using System.Text.Json;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// What one stimulus did: the new state, the journal entries, the rows and the messages. Committed as one transaction.
/// </summary>
/// <param name="Number">From 1 within the instance.</param>
/// <param name="FirstEntry">Number of the first entry within the instance, from 0.</param>
/// <param name="Result">Small answer for the one who sent the stimulus; kept in the journal row for repeats.</param>
public sealed record Burst(
    InstanceState State, long Number, Stimulus Stimulus, DateTimeOffset At, long FirstEntry,
    IReadOnlyList<JournalEntry> Entries, IReadOnlyList<Change> Changes, IReadOnlyList<Effect> Effects, JsonElement Result);

/// <summary>A stimulus that changes nothing: the instance, its task or its subject does not allow it.</summary>
/// <param name="Code">Stable code, or the name of the rule: <c>task.not-open</c>, <c>instance.finished</c>, <c>G7</c>.</param>
/// <param name="Field">The field at fault, where there is one.</param>
/// <param name="Message">What is wrong, with which value, what is allowed and what to do next.</param>
public sealed record Refusal(string Code, string Message, string? Field = null, RefusalKind Kind = RefusalKind.Conflict)
{
    /// <summary>Everything that is wrong, where there can be several things; null otherwise.</summary>
    public IReadOnlyList<RefusalDetail>? Details { get; init; }
}

/// <summary>One thing that is wrong.</summary>
/// <param name="ActivityId">The activity concerned, where there is one.</param>
public sealed record RefusalDetail(string Code, string? ActivityId, string Message);

/// <summary>How a refusal is reported outside: 409, 403, 422 or 404.</summary>
public enum RefusalKind { Conflict, Forbidden, Invalid, NotFound }

/// <summary>Either a burst or a refusal.</summary>
public readonly record struct AdvanceResult(Burst? Burst, Refusal? Refusal)
{
    public static implicit operator AdvanceResult(Burst burst) => new(burst, null);
    public static implicit operator AdvanceResult(Refusal refusal) => new(null, refusal);
}
