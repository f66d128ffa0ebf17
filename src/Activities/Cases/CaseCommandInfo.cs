using System.Text.Json;
using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>A command that people may give outside of tasks: what it takes, and the right that it needs (domain.md §2.8).</summary>
/// <param name="Form">Arguments as the JSON Schema subset of <see cref="Engine.Tasks.FormSchema"/>.</param>
/// <param name="IsMark">True when only a case that has ended takes it.</param>
public sealed record CaseCommandInfo(string Name, CaseAction Right, JsonElement Form, bool IsMark = false);
