using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>Which candidate entries a person answers to, and whether a task is for that person.</summary>
public static class TaskEntitlement
{
    /// <summary>
    /// Candidate entries that the person answers to: <c>user:{id}</c>, <c>role:{role}</c>, <c>unit:{unit}:{role}</c>,
    /// <c>grid:{code}:{role}</c>; systems also answer to <c>system</c>.
    /// </summary>
    public static IReadOnlyList<string> EntriesOf(Person person)
    {
        var entries = new List<string> { "user:" + person.Id };
        if (person.IsSystem) entries.Add("system");
        foreach (var role in person.Roles)
        {
            entries.Add("role:" + role);
            if (person.UnitId is not null) entries.Add($"unit:{person.UnitId}:{role}");
            entries.AddRange(person.GridCodes.Select(code => $"grid:{code}:{role}"));
        }

        return entries;
    }

    /// <summary>
    /// The entry that entitles the person to the task, or null. A <c>role:</c> entry counts only inside the person's areas;
    /// excluded persons and units are never entitled.
    /// </summary>
    public static string? Find(Person person, HumanTask task)
    {
        if (task.ExcludedUsers.Contains(person.Id) || (person.UnitId is not null && task.ExcludedUnits.Contains(person.UnitId))) return null;
        var entries = EntriesOf(person);
        foreach (var candidate in task.Candidates)
        {
            if (!entries.Contains(candidate)) continue;
            if (candidate.StartsWith("role:", StringComparison.Ordinal) && task.AreaCode is { } area && !person.CoversArea(area)) continue;
            return candidate;
        }

        return null;
    }
}
