using GridGov.Workflow.Engine.History.Folds;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>Which lines of the journal; a null or empty list is no condition.</summary>
public sealed record JournalFilter(
    IReadOnlyList<string>? ActivityIds, IReadOnlyList<string>? ActivityNodeIds, IReadOnlyList<string>? ExcludedActivityTypes, IReadOnlyList<string>? EventNames)
{
    public bool Fits(LogRecord line) =>
        (ActivityIds is not { Count: > 0 } ids || ids.Contains(line.ActivityId))
        && (ActivityNodeIds is not { Count: > 0 } nodes || nodes.Contains(line.NodeId))
        && (ExcludedActivityTypes is not { Count: > 0 } types || !types.Contains(line.ActivityType))
        && (EventNames is not { Count: > 0 } names || (line.EventName is { } name && names.Contains(name)));
}

/// <summary>What Studio posts to read the journal.</summary>
public sealed record JournalRequest(JournalFilter? Filter);
