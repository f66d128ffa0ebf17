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

    private const int DetailsAtOnce = 500;

    // Set only when somebody is excluded; see TaskRows.
    private const string Exclusion = "\"excludedU";

    /// <param name="absent">Whom the person stands in for.</param>
    public async Task<IReadOnlyList<InboxEntry>> ReadAsync(Person person, IReadOnlyList<Person> absent, CancellationToken cancellationToken)
    {
        await using var context = db.Open();
        var isDeputy = absent.Count > 0;
        var rows = await InboxReach.Of(person, absent).In(context)
            .Where(task => task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Claimed)
            .OrderBy(task => task.CreatedAt).Take(MaxEntries)
            .Select(task => new Line(
                new InboxEntry(task.Id, task.InstanceId, task.Name, task.Title, task.SubjectKey, task.Assignee, task.CreatedAt, task.DueAt, task.RemindAt, null),
                task.AreaCode, isDeputy || task.Details.Contains(Exclusion)))
            .ToListAsync(cancellationToken);

        // The candidate entry was matched by the query: without an absent person or an exclusion only the area can be in the way.
        string[] unsure = [.. rows.Where(row => !IsPlain(person, row)).Select(row => row.Entry.Id)];
        var parts = unsure.Length == 0 ? [] : await PartsAsync(context, person, absent, unsure, cancellationToken);
        return [.. rows.Where(row => IsPlain(person, row) || parts.ContainsKey(row.Entry.Id)).Select(row => parts.TryGetValue(row.Entry.Id, out var part) ? row.Entry with { OnBehalfOf = part.OnBehalfOf } : row.Entry)];
    }

    private static bool IsPlain(Person person, Line row) =>
        row.Entry.Assignee == person.Id || (!row.NeedsDetails && (row.AreaCode is null || person.CoversArea(row.AreaCode)));

    private static async Task<Dictionary<string, TaskPart>> PartsAsync(
        WorkflowDbContext context, Person person, IReadOnlyList<Person> absent, IEnumerable<string> ids, CancellationToken stop)
    {
        var parts = new Dictionary<string, TaskPart>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(DetailsAtOnce))
        {
            foreach (var row in await context.Tasks.Where(task => chunk.Contains(task.Id)).ToListAsync(stop))
                if (TaskPart.Find(person, absent, TaskRows.ToTask(row, default)) is { } part) parts.Add(row.Id, part);
        }

        return parts;
    }

    /// <param name="NeedsDetails">Whether the person has a part in it is said by members that no column holds.</param>
    private sealed record Line(InboxEntry Entry, string? AreaCode, bool NeedsDetails);
}
