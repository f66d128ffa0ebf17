using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Substitutions;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Tasks;

/// <summary>An open task in a list: what it is sorted, filtered and shown by.</summary>
/// <param name="CaseNumber">Null for tasks that are about no case.</param>
/// <param name="OnBehalfOf">The absent person whom the reader does it for, as a deputy; null when it is the reader's own.</param>
/// <param name="Assignee">Who holds it, or null.</param>
public sealed record InboxEntry(
    string Id, string InstanceId, string Name, string? Title, string? CaseNumber, string? Assignee, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? RemindAt,
    string? OnBehalfOf = null)
{
    /// <summary>The light now (domain.md §3.5); null for work without a limit.</summary>
    public Light? LightAt(DateTimeOffset now) => DueAt is not { } due ? null : now > due ? Light.Red : now >= RemindAt ? Light.Yellow : Light.Green;
}

/// <summary>
/// All open tasks of a person at once, without their forms and payloads: a list of ten thousand is sorted by light, counted and
/// paged from it in memory.
/// </summary>
internal sealed class InboxIndex(IWorkflowDb db, Deputies deputies)
{
    /// <summary>Nobody works a longer list off; the oldest ones are shown.</summary>
    public const int MaxEntries = 20_000;

    // Set only when somebody is excluded; see TaskRows.
    private const string Exclusion = "\"excludedU";

    public async Task<IReadOnlyList<InboxEntry>> ReadAsync(Person person, CancellationToken cancellationToken)
    {
        var absent = await deputies.AbsentOfAsync(person, cancellationToken);
        string[] entries = [.. absent.Prepend(person).SelectMany(TaskEntitlement.EntriesOf).Distinct(StringComparer.Ordinal)];
        string[] holders = [person.Id, .. absent.Select(other => other.Id)];
        await using var context = db.Open();
        var rows = await context.Tasks
            .Where(task => (task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Claimed)
                && ((task.Assignee != null && holders.Contains(task.Assignee))
                    || (task.Assignee == null && context.TaskCandidates.Any(candidate => candidate.TaskId == task.Id && entries.Contains(candidate.Candidate)))))
            .OrderBy(task => task.CreatedAt).Take(MaxEntries).ToListAsync(cancellationToken);
        return [.. absent.Count == 0
            ? rows.Where(row => IsFor(person, row)).Select(row => Entry(row, null))
            : rows.Select(row => (Row: row, Part: TaskPart.Find(person, absent, TaskRows.ToTask(row, default)))).Where(item => item.Part is not null).Select(item => Entry(item.Row, item.Part!.OnBehalfOf))];
    }

    private static InboxEntry Entry(TaskRow row, string? onBehalfOf) => new(
        row.Id, row.InstanceId, row.Name, row.Title, row.SubjectKey, row.Assignee, row.CreatedAt, row.DueAt, row.RemindAt, onBehalfOf);

    // The candidate entry was matched by the query: without an exclusion only the area can be in the way.
    private static bool IsFor(Person person, TaskRow row)
    {
        if (row.Assignee == person.Id) return true;
        if ((row.AreaCode is null || person.CoversArea(row.AreaCode)) && !row.Details.Contains(Exclusion, StringComparison.Ordinal)) return true;
        return TaskEntitlement.Find(person, TaskRows.ToTask(row, default)) is not null;
    }
}
