using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.Runtime.Triggers;

/// <summary>A trigger activity of a definition that is being published.</summary>
/// <param name="Expression">
/// Event name; interval in .NET's constant format, such as <c>00:05:00</c>; cron expression of 5 or 6 fields (with seconds), or a
/// macro such as <c>@daily</c>, in Chinese time; or the time of a single start in ISO 8601.
/// </param>
public sealed record StartTrigger(string ActivityId, StartTriggerKind Kind, string Expression);
