using GridGov.Workflow.Activities.PersonalData;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Requests;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Administration.Access;

/// <summary>One look at personal values.</summary>
public sealed record AccessView(long Id, DateTimeOffset At, string Actor, string Purpose, string Reference);

/// <summary>Who looked at whose personal values and why, for audit administrator and auditor.</summary>
internal sealed class AccessLog(IWorkflowDb db, AdminRights rights)
{
    /// <summary>The latest looks first.</summary>
    /// <param name="actor">Only of this person; null = all.</param>
    /// <param name="before">Only looks with a smaller id; null = from the newest.</param>
    public async Task<IReadOnlyList<AccessView>> ListAsync(string? actor, long? before, int limit, CancellationToken stop)
    {
        rights.RequireAuditReading();
        await using var context = db.Open();
        var rows = context.Set<PersonalDataAccessRow>().AsQueryable();
        if (actor is not null) rows = rows.Where(row => row.ActorId == actor);
        if (before is { } id) rows = rows.Where(row => row.Id < id);
        var found = await rows.OrderByDescending(row => row.Id).Take(limit).ToListAsync(stop);
        return [.. found.Select(row => new AccessView(row.Id, row.At, row.ActorId, row.Purpose, PersonalDataStore.Prefix + row.PersonalDataId))];
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/access-log", async (
        AccessLog log, CancellationToken stop, string? actor = null, long? before = null, int? limit = null) =>
    {
        var items = await log.ListAsync(actor, before, Cursor.Limit(limit), stop);
        return new NumberedPage<AccessView>(items, items.Count > 0 ? items[^1].Id : null);
    }).WithTags("Administration");
}
