using System.Text.Json;
using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>A command that people may give outside of tasks: what it takes, and the right that it needs (domain.md §2.8).</summary>
/// <param name="Rights">Any one of them suffices.</param>
/// <param name="Form">Arguments as the JSON Schema subset of <see cref="Engine.Tasks.FormSchema"/>.</param>
/// <param name="IsMark">True when only a case that has ended takes it; all others take only one that has not.</param>
public sealed record CaseCommandInfo(string Name, IReadOnlyList<CaseAction> Rights, JsonElement Form, bool IsMark = false)
{
    /// <summary>True when the command is about one order, named by <c>orderId</c>; without a name about the active lead order.</summary>
    public bool IsAboutOrder { get; } = Form.GetProperty("properties").TryGetProperty("orderId", out _);
}
