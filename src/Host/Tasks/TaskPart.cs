using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Host.Tasks;

/// <summary>In whose right somebody does a task: the own, or that of an absent person whose deputy one is.</summary>
/// <param name="As">The person whose rights count.</param>
/// <param name="EntitledAs">The candidate entry that entitles that person; null when only assigned.</param>
/// <param name="OnBehalfOf">The absent person's id, or null when one acts in the own right.</param>
internal sealed record TaskPart(Person As, string? EntitledAs, string? OnBehalfOf)
{
    /// <summary>The part that the person has in the task, or null. The own right comes first, unless the absent person holds the task.</summary>
    /// <param name="absent">Whom the person stands in for.</param>
    public static TaskPart? Find(Person person, IReadOnlyList<Person> absent, HumanTask task)
    {
        // What a deputy may not do itself it may not do for another either: verify what it handled.
        var stands = IsBarred(person, task) ? [] : absent;
        if (stands.FirstOrDefault(other => other.Id == task.Assignee) is { } holder) return new TaskPart(holder, TaskEntitlement.Find(holder, task), holder.Id);
        var own = TaskEntitlement.Find(person, task);
        if (own is not null || task.Assignee == person.Id || task.CompletedBy == person.Id) return new TaskPart(person, own, null);
        foreach (var other in stands)
            if (TaskEntitlement.Find(other, task) is { } entry) return new TaskPart(other, entry, other.Id);
        return null;
    }

    /// <summary>Whether the task excludes the person or the person's unit.</summary>
    public static bool IsBarred(Person person, HumanTask task) =>
        task.ExcludedUsers.Contains(person.Id) || (person.UnitId is not null && task.ExcludedUnits.Contains(person.UnitId));
}
