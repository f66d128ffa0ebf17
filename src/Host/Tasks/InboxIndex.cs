using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Tasks;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Tasks;

/// <summary>An open task in a list: what it is sorted, filtered and shown by.</summary>
/// <param name="CaseNumber">Null for tasks that are about no case.</param>
/// <param name="Assignee">Who holds it, or null.</param>
/// <param name="OnBehalfOf">The absent person whom the reader does it for, or null.</param>
public sealed record InboxEntry(
    string Id, string InstanceId, string Name, string? Title, string? CaseNumber, string? Assignee, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? RemindAt,
    string? OnBehalfOf)
{
    /// <summary>The light now (domain.md §3.5); null for work without a limit.</summary>
    public Light? LightAt(DateTimeOffset now) => Lights.At(now, DueAt, RemindAt);
}

/// <summary>
/// All open tasks of a person at once, without their forms and payloads: a list of ten thousand is sorted by light, counted and
/// paged from it in memory.
/// </summary>
internal sealed class InboxIndex(IWorkflowDb db)
{
    /// <summary>Nobody works a longer list off; the oldest ones are shown.</summary>
    public const int MaxEntries = 20_000;

    // Set only when somebody is excluded; see TaskRows.
    private const string Exclusion = "\"excludedU";

    /// <param name="absent">Whom the person stands in for.</param>
    public async Task<IReadOnlyList<InboxEntry>> ReadAsync(Person person, IReadOnlyList<Person> absent, CancellationToken cancellationToken)
    {
        await using var context = db.Open();
        var rows = await InboxReach.Of(person, absent).In(context)
            .Where(task => task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Claimed)
            .OrderBy(task => task.CreatedAt).Take(MaxEntries).ToListAsync(cancellationToken);
        var found = new List<InboxEntry>(rows.Count);
        foreach (var row in rows)
        {
            if (PartOf(person, absent, row) is not { } part) continue;
            found.Add(new InboxEntry(row.Id, row.InstanceId, row.Name, row.Title, row.SubjectKey, row.Assignee, row.CreatedAt, row.DueAt, row.RemindAt, part.OnBehalfOf));
        }

        return found;
    }

    // The candidate entry was matched by the query: without an exclusion only the area can be in the way, and nothing needs to be read.
    private static TaskPart? PartOf(Person person, IReadOnlyList<Person> absent, TaskRow row)
    {
        var isPlain = absent.Count == 0 && (row.AreaCode is null || person.CoversArea(row.AreaCode)) && !row.Details.Contains(Exclusion, StringComparison.Ordinal);
        return isPlain || row.Assignee == person.Id ? new TaskPart(person, null, null) : TaskPart.Find(person, absent, TaskRows.ToTask(row, default));
    }
}
