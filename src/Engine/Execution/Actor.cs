namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// Who acts, as directory ids only: names, phone numbers and other personal data never enter a stimulus.
/// </summary>
/// <param name="Id">The acting person or system, such as <c>p-1001</c> or <c>system</c>.</param>
/// <param name="OnBehalfOf">The person whom a deputy stands in for, or null.</param>
/// <param name="Via">The system whose key carried the request when it named the person (<c>X-Acting-User</c>), or null.</param>
public sealed record Actor(string Id, string? OnBehalfOf = null, string? Via = null)
{
    /// <summary>The engine itself: timers, effects, matched events.</summary>
    public static Actor Engine { get; } = new("engine");
}
