using System.Diagnostics.CodeAnalysis;

namespace GridGov.Workflow.Engine.Activities;

/// <summary>All activity types that this process can execute.</summary>
public interface IActivityRegistry
{
    /// <summary>The activity of a type name (case-sensitive), version 1.</summary>
    bool TryGet(string type, [MaybeNullWhen(false)] out Activity activity);

    IReadOnlyCollection<Activity> All { get; }
}
