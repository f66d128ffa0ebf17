using System.Text.Json;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Execution.Changes;

/// <summary>
/// A row that a burst writes in its own transaction. The closed set of design.md §4; nothing that a reader sees is an effect.
/// </summary>
public abstract record Change;

/// <summary>A wait was stored: an event wait (has a hash) or a timer (has a due time).</summary>
public sealed record BookmarkCreated(Bookmark Bookmark) : Change;

/// <summary>A wait is gone: resumed or cancelled.</summary>
public sealed record BookmarkRemoved(Bookmark Bookmark) : Change;

/// <summary>A human task was opened or changed; <paramref name="Created"/> tells an insert from an update.</summary>
public sealed record TaskPut(HumanTask Task, bool Created) : Change;

/// <summary>An event was published; it is matched to waits after the commit.</summary>
/// <param name="Id"><c>{instance}-{burst}-e{n}</c>.</param>
/// <param name="LocalInstanceId">Set when only waits of this instance may take it.</param>
public sealed record EventPublished(
    string Id, string Name, string? CorrelationId, JsonElement Payload, string? LocalInstanceId) : Change;

/// <summary>What to do with a projected row.</summary>
public enum RowOperation { Insert, Update, Delete }

/// <summary>A row of a query table, as the entity object that the database model maps. A burst changes a row at most once.</summary>
/// <param name="Before">For an update: the stored row, so that only what differs is written.</param>
public sealed record RowProjected(object Row, RowOperation Operation, object? Before = null) : Change;

/// <summary>
/// Something to be done in the outside world after the commit, at least once and always with the same key.
/// </summary>
/// <param name="Key"><c>{instance}/{execution}/{n}</c>: the idempotency key that the other side sees.</param>
/// <param name="Kind">Which handler delivers it: <c>http</c>, <c>start-child</c>, <c>child-result</c>, <c>department-api</c>, …</param>
/// <param name="Answered">True when its result comes back as a stimulus.</param>
public sealed record Effect(string Key, string Kind, JsonElement Payload, bool Answered);
