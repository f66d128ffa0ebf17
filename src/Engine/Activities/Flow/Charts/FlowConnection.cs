using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Flow.Charts;

/// <summary>A connection between two children of a flowchart.</summary>
/// <param name="Port">Outcome name, compared exactly; <c>Done</c> when the definition leaves it out.</param>
internal sealed record FlowConnection(ActivityNode Source, string Port, ActivityNode Target)
{
    /// <summary><c>source:port->target</c>: names the connection in the state.</summary>
    public string Key { get; } = $"{Source.Id}:{Port}->{Target.Id}";
}

/// <summary>How the token-based engine merges at an activity (elsa-definition-format.md §8.5).</summary>
internal enum MergeMode { Stream, Merge, Converge, Cascade, Race }
