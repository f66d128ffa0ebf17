using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Host.Tasks;

/// <summary>Which tasks can be in a person's inbox: those held by the person or somebody absent, and those free for an entry that one of them answers to.</summary>
/// <param name="Holders">The person, and those whom it stands in for.</param>
/// <param name="Entries">Candidate entries that they answer to.</param>
internal sealed record InboxReach(IReadOnlyList<string> Holders, IReadOnlyList<string> Entries)
{
    /// <param name="absent">Whom the person stands in for.</param>
    public static InboxReach Of(Person person, IReadOnlyList<Person> absent)
    {
        Person[] all = [person, .. absent];
        return new InboxReach([.. all.Select(one => one.Id)], [.. all.SelectMany(TaskEntitlement.EntriesOf).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The rows of any status; area and exclusions are not looked at yet (<see cref="TaskPart"/>).</summary>
    public IQueryable<TaskRow> In(WorkflowDbContext context) => context.Tasks.Where(task =>
        (task.Assignee != null && Holders.Contains(task.Assignee))
        || (task.Assignee == null && context.TaskCandidates.Any(candidate => candidate.TaskId == task.Id && Entries.Contains(candidate.Candidate))));
}
