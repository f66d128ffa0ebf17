using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Requests;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Tasks;

/// <summary>What an inbox query asks for; null = any.</summary>
internal sealed record InboxFilter(string? SubjectKey, string? InstanceId, string? Name, HumanTaskStatus? Status);

/// <summary>Reads tasks under the rights of one person.</summary>
internal sealed class TaskInbox(IWorkflowDb db, TaskForms forms, IWorkflowRuntime runtime)
{
    private static readonly Func<WorkflowDbContext, string, CancellationToken, Task<TaskRow?>> ById = EF.CompileAsyncQuery(
        (WorkflowDbContext context, string id, CancellationToken stop) => context.Tasks.FirstOrDefault(row => row.Id == id));

    /// <summary>Tasks that the person holds, or may take, for itself or for those whom it stands in for, oldest first.</summary>
    public async Task<Page<TaskView>> ListAsync(Person person, IReadOnlyList<Person> absent, InboxFilter filter, Cursor? after, int limit, CancellationToken cancellationToken)
    {
        var reach = InboxReach.Of(person, absent);
        await using var context = db.Open();
        var views = new List<TaskView>();
        var cursor = after;
        while (true)
        {
            var rows = await Query(reach.In(context), filter, cursor).Take(limit + 1).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                var task = TaskRows.ToTask(row, await forms.GetAsync(row.FormHash, cancellationToken));
                cursor = new Cursor(row.CreatedAt, row.Id);
                if (TaskPart.Find(person, absent, task) is not { } part) continue;
                if (views.Count == limit) return new Page<TaskView>(views, new Cursor(views[^1].CreatedAt, views[^1].Id).ToString());
                views.Add(TaskView.Of(task, part.OnBehalfOf));
            }

            // Rows that only the area rule hides are rare, so one more round is the exception.
            if (rows.Count <= limit) return new Page<TaskView>(views, null);
        }
    }

    /// <summary>An open task of a resident instance comes from there; the others from their row.</summary>
    public async Task<HumanTask?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await runtime.FindTaskAsync(id, cancellationToken) is { } open) return open;
        await using var context = db.Open();
        var row = await ById(context, id, cancellationToken);
        return row is null ? null : TaskRows.ToTask(row, await forms.GetAsync(row.FormHash, cancellationToken));
    }

    private static IQueryable<TaskRow> Query(IQueryable<TaskRow> query, InboxFilter filter, Cursor? after)
    {
        var status = filter.Status;
        query = status is null
            ? query.Where(task => task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Claimed)
            : query.Where(task => task.Status == status);
        if (filter.SubjectKey is { } key) query = query.Where(task => task.SubjectKey == key);
        if (filter.InstanceId is { } instance) query = query.Where(task => task.InstanceId == instance);
        if (filter.Name is { } name) query = query.Where(task => task.Name == name);
        if (after is { } cursor)
        {
            query = query.Where(task => task.CreatedAt > cursor.At || (task.CreatedAt == cursor.At && string.Compare(task.Id, cursor.Id) > 0));
        }

        return query.OrderBy(task => task.CreatedAt).ThenBy(task => task.Id);
    }
}
