using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Host.Console.History;

/// <summary>What a step of a case tells a reader.</summary>
/// <param name="Kind">Kind of the stimulus, such as <c>task-completed</c>; chooses the icon.</param>
/// <param name="Headline">One sentence: who did what.</param>
/// <param name="Why">The reason or words given, or null.</param>
/// <param name="Lines">What changed by it.</param>
/// <param name="Nodes">Steps of the process that ran.</param>
public sealed record StoryStep(
    long Number, DateTimeOffset At, string Kind, string Headline, string? Why, IReadOnlyList<string> Lines, IReadOnlyList<string> Nodes, Actor Actor, string Hash);
