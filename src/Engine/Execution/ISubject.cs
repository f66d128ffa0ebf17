using System.Text.Json;
using GridGov.Workflow.Engine.Execution.Changes;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// The thing an instance is about (for us: the case). The engine knows it only by this interface: it keeps its state,
/// applies commands as pure functions, spreads its signals to waiting activities and writes its projected rows.
/// Implementations are stateless and thread-safe.
/// </summary>
public interface ISubject
{
    /// <summary>Applies a command to a state (null before creation). Pure: same arguments, same result.</summary>
    SubjectResult Apply(object? state, SubjectRequest request);

    /// <summary>True when the state ends the case: what still runs is cancelled and the instance finishes.</summary>
    bool IsFinal(object state);

    /// <summary>Rows of the query tables that differ between two states (null = none before), each once.</summary>
    IEnumerable<RowProjected> Project(object? before, object after);

    /// <summary>The breached rule when the live activities do not fit the state, else null. Checked after every burst.</summary>
    string? FindBreach(object state, IReadOnlyCollection<LiveActivity> live);

    void Write(Utf8JsonWriter writer, object state);

    object Read(JsonElement json);
}

/// <summary>An activity that waits, for <see cref="ISubject.FindBreach"/>.</summary>
public readonly record struct LiveActivity(string NodeId, string Type);

/// <summary>A command for the subject.</summary>
/// <param name="Command">Name, such as <c>receive</c>.</param>
/// <param name="SourceTag">For ids that the subject makes: unique within the instance, such as <c>12-3</c>.</param>
/// <param name="DataVersion">Version of the host's reference data to read; null = what is shipped.</param>
public sealed record SubjectRequest(
    string InstanceId, string Command, JsonElement Arguments, Actor Actor, DateTimeOffset Now, string SourceTag, int? DataVersion = null);

/// <summary>What a command did.</summary>
/// <param name="State">New state; null when refused.</param>
/// <param name="Signals">What waiting activities should hear, in order.</param>
/// <param name="Transitions">State changes for the journal, in order.</param>
/// <param name="Answer">Small answer for the caller, or Undefined.</param>
/// <param name="Refusal">Set when the command is not allowed; then nothing changed.</param>
public sealed record SubjectResult(
    object? State, IReadOnlyList<SubjectSignal> Signals, IReadOnlyList<SubjectTransition> Transitions,
    JsonElement Answer, Refusal? Refusal)
{
    public static SubjectResult Refused(string rule, string message, string? field = null, RefusalKind kind = RefusalKind.Conflict) =>
        new(null, [], [], default, new Refusal(rule, message, field, kind));
}

/// <summary>Something that happened to the subject.</summary>
/// <param name="Name">Such as <c>Returned</c>, <c>Suspended</c>, <c>Withdrawn</c>.</param>
/// <param name="Key">Part concerned, such as the order id; null = the whole subject.</param>
public sealed record SubjectSignal(string Name, string? Key, JsonElement Data);

/// <summary>A state change: of the subject itself or of a part of it.</summary>
public sealed record SubjectTransition(string Part, string From, string To, string Command);
