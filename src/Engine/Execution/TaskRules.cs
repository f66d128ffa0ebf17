using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// Who may do what with a task. The Host has checked that the actor really holds the entry named by EntitledAs; the core
/// checks that the entry is one of the task's, and everything that the task itself knows.
/// </summary>
internal static class TaskRules
{
    /// <summary>The candidate entry of host systems, which complete a RunTask.</summary>
    public const string System = "system";

    public static Refusal? FindObstacle(HumanTask task, Actor actor, string? entitledAs)
    {
        if (FindExclusion(task, actor.Id, entitledAs) is { } excluded) return excluded;
        if (actor.OnBehalfOf is { } principal && FindExclusion(task, principal, entitledAs) is { } excludedPrincipal) return excludedPrincipal;
        if (task.Assignee is { } assignee)
        {
            return IsOrStandsFor(actor, assignee) ? null : Refusals.TaskOfAnother(task, assignee);
        }

        return IsEntitled(task, entitledAs) ? null : Refusals.TaskNotEntitled(task, entitledAs);
    }

    public static Refusal? FindOutcomeFault(HumanTask task, string? outcome)
    {
        if (task.Outcomes.Count == 0)
        {
            return outcome is null or "Done" ? null : Refusals.OutcomeUnknown(outcome, ["Done"]);
        }

        return outcome is not null && task.Outcomes.Contains(outcome) ? null : Refusals.OutcomeUnknown(outcome, task.Outcomes);
    }

    /// <summary>The changed task, or why not.</summary>
    public static (HumanTask? Task, Refusal? Refusal) Change(HumanTask task, TaskChanged change)
    {
        var actor = change.Actor;
        if (FindObstacle(task, actor, change.EntitledAs) is { } obstacle) return (null, obstacle);
        switch (change.Verb)
        {
            case TaskVerb.Claim:
                // What a deputy takes is held by whom it stands in for: when the absence ends it is where it belongs.
                return (task with { Status = HumanTaskStatus.Claimed, Assignee = task.Assignee ?? actor.OnBehalfOf ?? actor.Id }, null);
            case TaskVerb.Release:
                if (task.Assignee is null) return (null, Refusals.TaskNotClaimed(task));
                return task.Candidates.Count == 0
                    ? (null, Refusals.TaskWithoutCandidates(task))
                    : (task with { Status = HumanTaskStatus.Open, Assignee = null }, null);
            case TaskVerb.Delegate:
                if (string.IsNullOrWhiteSpace(change.To)) return (null, Refusals.DelegateMissing());
                if (FindExclusion(task, change.To, null) is { } excluded) return (null, excluded with { Field = "to" });
                return (task with { Status = HumanTaskStatus.Claimed, Assignee = change.To }, null);
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.Verb, "Not a task verb.");
        }
    }

    private static bool IsOrStandsFor(Actor actor, string person) =>
        string.Equals(actor.Id, person, StringComparison.Ordinal) || string.Equals(actor.OnBehalfOf, person, StringComparison.Ordinal);

    private static bool IsEntitled(HumanTask task, string? entitledAs) => task.Candidates.Contains(entitledAs ?? System);

    private static Refusal? FindExclusion(HumanTask task, string person, string? entitledAs)
    {
        if (task.ExcludedUsers.Contains(person)) return Refusals.TaskExcludes(task, person);
        if (entitledAs is null || task.ExcludedUnits.Count == 0) return null;
        var parts = entitledAs.Split(':');
        return parts is ["unit", var unit, ..] && task.ExcludedUnits.Contains(unit) ? Refusals.TaskExcludesUnit(task, unit) : null;
    }
}
