using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.History;

/// <summary>What a journal row carries besides its header.</summary>
/// <param name="Result">Small answer for the sender of the stimulus, or Undefined.</param>
public sealed record JournalPayload(Stimulus Stimulus, IReadOnlyList<JournalEntry> Entries, JsonElement Result);
