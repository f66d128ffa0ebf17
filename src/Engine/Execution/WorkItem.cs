using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>An activity to start, in the burst's first-in-first-out queue.</summary>
/// <param name="ScheduledBy">Execution whose completion led here.</param>
/// <param name="KeysOf">On an operator's retry: whose effect keys to repeat.</param>
internal sealed record WorkItem(
    ActivityNode Node, LiveExecution Parent, IReadOnlyDictionary<string, JsonElement>? Variables, string? Tag, string? ScheduledBy,
    string? KeysOf = null, IReadOnlyList<VariableSlot>? Slots = null);
