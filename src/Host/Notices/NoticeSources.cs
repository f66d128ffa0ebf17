using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Tasks;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Notices;

/// <summary>
/// What there is to tell a person, read from the tables of tasks and applications: what is told there and what waits there cannot
/// differ. Newest first.
/// </summary>
/// <param name="absent">Whom the person stands in for.</param>
internal sealed class NoticeSources(WorkflowDbContext context, Person person, IReadOnlyList<Person> absent, DateTimeOffset now)
{
    private readonly InboxReach _reach = InboxReach.Of(person, absent);

    /// <summary>The newest ones after a cursor, at most <paramref name="wanted"/>, none of them marked as read yet.</summary>
    public async Task<IReadOnlyList<NoticeView>> NewestAsync(Cursor? after, int wanted, CancellationToken stop)
    {
        NoticeView[] merged =
        [
            .. await TasksAsync(NoticeKey.Task, after, wanted, stop),
            .. await TasksAsync(NoticeKey.Overdue, after, wanted, stop),
            .. await AppealsAsync(after, wanted, stop),
        ];
        return await WithKindsAsync([.. merged.OrderByDescending(notice => notice.At).ThenBy(notice => notice.Key, StringComparer.Ordinal).Take(wanted)], stop);
    }

    private async Task<List<NoticeView>> TasksAsync(string prefix, Cursor? after, int wanted, CancellationToken stop)
    {
        var isOverdue = prefix == NoticeKey.Overdue;
        var found = new List<NoticeView>();
        while (true)
        {
            var rows = await (isOverdue ? Overdue(after) : Opened(after)).Take(wanted).ToListAsync(stop);
            foreach (var row in rows)
            {
                // Only the row's own members and details are looked at; a notice shows no form.
                if (TaskPart.Find(person, absent, TaskRows.ToTask(row, default)) is null) continue;
                var kind = isOverdue ? NoticeKind.Overdue : NoticeKind.NewTask;
                found.Add(new NoticeView(prefix + row.Id, kind, row.SubjectKey, row.Id, row.Name, row.InstanceId, isOverdue ? row.DueAt!.Value : row.CreatedAt, null));
            }

            // Rows that only the area rule hides are rare, so one more round is the exception.
            if (rows.Count < wanted || found.Count >= wanted) return found;
            after = new Cursor(isOverdue ? rows[^1].DueAt!.Value : rows[^1].CreatedAt, prefix + rows[^1].Id);
        }
    }

    private IQueryable<TaskRow> Opened(Cursor? after)
    {
        var tasks = Open();
        if (after is { } cursor)
            tasks = tasks.Where(task => task.CreatedAt < cursor.At || (task.CreatedAt == cursor.At && string.Compare(NoticeKey.Task + task.Id, cursor.Id) > 0));
        return tasks.OrderByDescending(task => task.CreatedAt).ThenBy(task => task.Id);
    }

    private IQueryable<TaskRow> Overdue(Cursor? after)
    {
        var tasks = Open().Where(task => task.DueAt < now);
        if (after is { } cursor)
            tasks = tasks.Where(task => task.DueAt < cursor.At || (task.DueAt == cursor.At && string.Compare(NoticeKey.Overdue + task.Id, cursor.Id) > 0));
        return tasks.OrderByDescending(task => task.DueAt).ThenBy(task => task.Id);
    }

    private IQueryable<TaskRow> Open() => _reach.In(context).Where(task => task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Claimed);

    private async Task<List<NoticeView>> AppealsAsync(Cursor? after, int wanted, CancellationToken stop)
    {
        var decided = context.Set<ApprovalRow>().Where(row => row.By == person.Id && row.DecidedAt != null
            && (row.Kind == ApprovalKind.TimeoutAppeal || row.Kind == ApprovalKind.Exclusion) && (row.State == ApprovalState.Accepted || row.State == ApprovalState.Rejected));
        if (after is { } cursor)
            decided = decided.Where(row => row.DecidedAt < cursor.At || (row.DecidedAt == cursor.At && string.Compare(NoticeKey.Appeal + row.Id, cursor.Id) > 0));
        return await decided.OrderByDescending(row => row.DecidedAt).ThenBy(row => row.Id).Take(wanted)
            .Select(row => new NoticeView(NoticeKey.Appeal + row.Id, NoticeKind.AppealDecided, row.CaseNumber, null, null, null, row.DecidedAt!.Value, null)).ToListAsync(stop);
    }

    private async Task<IReadOnlyList<NoticeView>> WithKindsAsync(IReadOnlyList<NoticeView> notices, CancellationToken stop)
    {
        var numbers = notices.Where(notice => notice.Kind == NoticeKind.NewTask).Select(notice => notice.CaseNumber).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (numbers.Count == 0) return notices;
        var cases = await context.Set<CaseRow>().Where(row => numbers.Contains(row.CaseNumber))
            .Select(row => new { row.CaseNumber, row.State, row.ShuffleCount }).ToDictionaryAsync(row => row.CaseNumber, StringComparer.Ordinal, stop);
        return [.. notices.Select(notice => notice.Kind == NoticeKind.NewTask && notice.CaseNumber is { } number && cases.TryGetValue(number, out var row)
            ? notice with { Kind = NoticeKinds.OfTask(notice.TaskName!, row.State, row.ShuffleCount) }
            : notice)];
    }
}
