using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Substitutions;

/// <summary>Tells for whom a person stands in now. Looked up each time: a substitution that has ended gives no right a minute longer.</summary>
internal sealed class Deputies(IWorkflowDb db, IDirectory directory, IBusinessClock clock)
{
    /// <summary>The absent persons; empty for most people. A deputy of a deputy stands in for the deputy only.</summary>
    public async Task<IReadOnlyList<Person>> AbsentOfAsync(Person deputy, CancellationToken stop)
    {
        var now = clock.Now;
        await using var context = db.Open();
        var ids = await context.Set<SubstitutionRow>()
            .Where(row => row.DeputyId == deputy.Id && row.From <= now && row.To > now && (row.EndedAt == null || row.EndedAt > now))
            .OrderBy(row => row.From).Select(row => row.AbsentId).ToListAsync(stop);
        return [.. ids.Distinct(StringComparer.Ordinal).Select(id => directory.Current.PersonById(id)).OfType<Person>()];
    }

    /// <summary>The deputies of each of these persons now; those without one are left out.</summary>
    public async Task<ILookup<string, string>> DeputiesOfAsync(IReadOnlyCollection<string> absent, CancellationToken stop)
    {
        var now = clock.Now;
        await using var context = db.Open();
        var rows = await context.Set<SubstitutionRow>()
            .Where(row => absent.Contains(row.AbsentId) && row.From <= now && row.To > now && (row.EndedAt == null || row.EndedAt > now))
            .Select(row => new { row.AbsentId, row.DeputyId }).Distinct().ToListAsync(stop);
        return rows.ToLookup(row => row.AbsentId, row => row.DeputyId, StringComparer.Ordinal);
    }
}
