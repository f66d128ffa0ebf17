using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Substitutions;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Notices;

/// <summary>The notices of the person who asks; nobody sees those of another.</summary>
internal sealed class NoticeReading(IWorkflowDb db, IBusinessClock clock, CurrentPerson current, Deputies deputies)
{
    private const int Counted = 100;

    /// <param name="unreadOnly">Leaves out what was read; a page may then be shorter than its limit.</param>
    public async Task<NoticeList> ListAsync(bool unreadOnly, Cursor? after, int limit, CancellationToken stop)
    {
        var person = current.Required;
        var absent = await deputies.AbsentOfAsync(person, stop);
        await using var context = db.Open();
        var sources = new NoticeSources(context, person, absent, clock.Now);
        var newest = await MarkedAsync(context, await sources.NewestAsync(null, Math.Max(Counted, after is null ? limit + 1 : 0), stop), stop);
        var found = after is null ? newest : await MarkedAsync(context, await sources.NewestAsync(after, limit + 1, stop), stop);
        IReadOnlyList<NoticeView> page = [.. found.Take(limit)];
        var next = found.Count > limit ? new Cursor(page[^1].At, page[^1].Key).ToString() : null;
        return new NoticeList(unreadOnly ? [.. page.Where(notice => notice.ReadAt is null)] : page, newest.Take(Counted).Count(notice => notice.ReadAt is null), next);
    }

    /// <summary>Marks notices as read. A second time changes nothing.</summary>
    /// <param name="keys">Which ones; null = all that there are now.</param>
    /// <returns>How many are still new.</returns>
    /// <exception cref="ProblemException">422: a key that is none, or too many of them.</exception>
    public async Task<int> ReadAsync(IReadOnlyList<string>? keys, CancellationToken stop)
    {
        if (keys?.Count > Cursor.MaxLimit) throw ProblemException.Invalid("keys", $"{keys.Count} keys", $"at most {Cursor.MaxLimit}");
        if (keys?.FirstOrDefault(key => !NoticeKey.IsOne(key)) is { } wrong) throw ProblemException.Invalid("keys", wrong, "keys of notices");
        var person = current.Required.Id;
        try
        {
            await MarkAsync(person, keys, stop);
        }
        catch (DbUpdateException)
        {
            // The same person in another window was faster; what it wrote is seen now.
            await MarkAsync(person, keys, stop);
        }

        return (await ListAsync(unreadOnly: true, null, 1, stop)).Unread;
    }

    private async Task MarkAsync(string person, IReadOnlyList<string>? keys, CancellationToken stop)
    {
        var now = clock.Now;
        await using var context = db.Open();
        var marks = context.Set<NoticeMarkRow>();
        if (keys is null)
        {
            // The mark for all stands for those before it.
            await marks.Where(row => row.PersonId == person && row.Key != NoticeMarkRow.All && row.At <= now).ExecuteDeleteAsync(stop);
            if (await marks.Where(row => row.PersonId == person && row.Key == NoticeMarkRow.All).ExecuteUpdateAsync(set => set.SetProperty(row => row.At, now), stop) > 0) return;
            marks.Add(new NoticeMarkRow { PersonId = person, Key = NoticeMarkRow.All, At = now });
        }
        else
        {
            var known = await marks.Where(row => row.PersonId == person && keys.Contains(row.Key)).Select(row => row.Key).ToListAsync(stop);
            marks.AddRange(keys.Except(known, StringComparer.Ordinal).Select(key => new NoticeMarkRow { PersonId = person, Key = key, At = now }));
        }

        await context.SaveChangesAsync(stop);
    }

    private async Task<IReadOnlyList<NoticeView>> MarkedAsync(WorkflowDbContext context, IReadOnlyList<NoticeView> notices, CancellationToken stop)
    {
        if (notices.Count == 0) return notices;
        var person = current.Required.Id;
        string[] keys = [NoticeMarkRow.All, .. notices.Select(notice => notice.Key)];
        var marks = await context.Set<NoticeMarkRow>().Where(row => row.PersonId == person && keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.At, StringComparer.Ordinal, stop);
        DateTimeOffset? all = marks.TryGetValue(NoticeMarkRow.All, out var upTo) ? upTo : null;
        return [.. notices.Select(notice => notice with { ReadAt = marks.TryGetValue(notice.Key, out var at) ? at : notice.At <= all ? all : null })];
    }
}
