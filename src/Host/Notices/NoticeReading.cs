using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Notices;

/// <summary>A notice as its person sees it.</summary>
/// <param name="TaskId">The task to open, or null.</param>
/// <param name="TaskName">Kind of work, key of its texts.</param>
public sealed record NoticeView(string Key, NoticeKind Kind, string? CaseNumber, string? TaskId, string? TaskName, DateTimeOffset At, DateTimeOffset? ReadAt)
{
    public static NoticeView Of(NoticeRow row) => new(row.Key, row.Kind, row.CaseNumber, row.TaskId, row.TaskName, row.At, row.ReadAt);
}

/// <summary>A page of notices with the number of new ones.</summary>
public sealed record NoticeList(IReadOnlyList<NoticeView> Items, int Unread, string? Next);

/// <summary>Which notices were read; absent = all.</summary>
public sealed record ReadNoticesRequest(IReadOnlyList<string>? Keys = null);

/// <summary>The notices of the person who asks; nobody sees those of another.</summary>
internal sealed class NoticeReading(IWorkflowDb db, IBusinessClock clock, CurrentUser user, NoticeSignals signals)
{
    public async Task<NoticeList> ListAsync(bool unreadOnly, Cursor? after, int limit, CancellationToken stop)
    {
        var person = user.Actor.Id;
        await using var context = db.Open();
        var rows = context.Set<NoticeRow>().Where(row => row.PersonId == person);
        var unread = await rows.CountAsync(row => row.ReadAt == null, stop);
        if (unreadOnly) rows = rows.Where(row => row.ReadAt == null);
        if (after is { } cursor) rows = rows.Where(row => row.At < cursor.At || (row.At == cursor.At && string.Compare(row.Key, cursor.Id) > 0));
        var found = await rows.OrderByDescending(row => row.At).ThenBy(row => row.Key).Take(limit + 1).ToListAsync(stop);
        var page = found.Take(limit).Select(NoticeView.Of).ToList();
        return new NoticeList(page, unread, found.Count > limit ? new Cursor(page[^1].At, page[^1].Key).ToString() : null);
    }

    /// <summary>Marks notices as read. A second time changes nothing.</summary>
    /// <returns>How many are still new.</returns>
    public async Task<int> ReadAsync(IReadOnlyList<string>? keys, CancellationToken stop)
    {
        var (person, now) = (user.Actor.Id, clock.Now);
        await using var context = db.Open();
        var own = context.Set<NoticeRow>().Where(row => row.PersonId == person && row.ReadAt == null);
        await (keys is null ? own : own.Where(row => keys.Contains(row.Key))).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), stop);
        signals.Changed([person]);
        return await own.CountAsync(stop);
    }
}
