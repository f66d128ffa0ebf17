using System.Runtime.CompilerServices;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Substitutions;
using GridGov.Workflow.Host.Tasks;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Cases;

/// <summary>What a list of cases is filtered by; null = any.</summary>
/// <param name="Words">Part of the number or the title.</param>
/// <param name="Light">Light of the clock that runs now.</param>
internal sealed record CaseFilter(
    CaseState? State = null, string? Unit = null, string? GridCode = null, string? Category = null, bool? Open = null, string? Words = null, Light? Light = null);

/// <summary>Reads cases under the rights of one person.</summary>
internal sealed class CaseReader(
    IWorkflowDb db, IWorkflowRuntime runtime, IBusinessClock clock, CurrentUser user, CurrentPerson person, CaseSubject subject,
    ICaseDataSource data, IReferenceData references, IDirectory directory, Deputies deputies, ReadableCases readable)
{
    private const int MostCounted = 10_000;

    /// <exception cref="ProblemException">404 when there is no such case, or this person may not read it: the two are not told apart.</exception>
    public async Task<(GovCase Case, InstanceState State)> RequireAsync(string caseNumber, CancellationToken stop)
    {
        await using var context = db.Open();
        var instanceId = await context.Set<CaseRow>().Where(row => row.CaseNumber == caseNumber).Select(row => row.InstanceId).FirstOrDefaultAsync(stop);
        var state = instanceId is null ? null : await runtime.FindStateAsync(instanceId, stop);
        if (state?.Subject is not GovCase @case || !(readable.Includes(@case) || await MayReadAsDeputyAsync(@case, stop))) throw ProblemException.NotFound("case", caseNumber);
        return (@case, state);
    }

    /// <summary>Whether there is such a case for this person.</summary>
    public async Task<bool> MayReadAsync(string caseNumber, CancellationToken stop)
    {
        try
        {
            await RequireAsync(caseNumber, stop);
            return true;
        }
        catch (ProblemException refused) when (refused.Status == StatusCodes.Status404NotFound)
        {
            return false;
        }
    }

    public CaseView View(GovCase @case, InstanceState state)
    {
        var now = clock.Now;
        var clocks = new (string Name, PausableClock? Clock)[]
        {
            ("accept", @case.Clocks.Accept), ("factCheck", @case.Clocks.FactCheck), ("divert", @case.Clocks.Divert),
            ("verify", @case.Clocks.Verify), ("callback", @case.Clocks.Callback),
        };
        return new CaseView(
            @case.CaseNumber, MaySeeCode(@case) ? @case.QueryCode : null, @case.InstanceId, @case.State, @case.Stage, @case.Title, @case.Channel, @case.Grade,
            @case.Category, @case.StandardId, @case.CatalogueVersion, @case.Place, @case.Reporter, @case.IsUrgent, @case.ReportedAt, @case.FiledAt,
            @case.RepliedAt, @case.VerifiedAt, @case.EndedAt, @case.EndReason, @case.ReworkCount, @case.EscalationLevel,
            [.. clocks.Where(item => item.Clock is not null).Select(item => ClockView.Of(item.Name, item.Clock!, now))],
            [.. @case.Orders.Select(order => OrderView.Of(order, now))], @case.Approvals, @case.Supervisions, @case.Verifications, @case.Evaluations,
            [.. state.Tasks.Select(TaskView.Of)], state.Incidents,
            directory.Current.PersonById(user.Actor.Id) is { } actor ? PermittedCommands.Of(subject, data.Of(references.Version), @case, actor, now, references.Version) : [],
            @case.Attachments ?? [], @case.Additions ?? []);
    }

    public async Task<Page<CaseSummary>> ListAsync(CaseFilter filter, Cursor? after, int limit, CancellationToken stop)
    {
        await using var context = db.Open();
        var query = Filtered(context, filter);
        if (after is { } cursor)
        {
            query = query.Where(row => row.ReportedAt < cursor.At || (row.ReportedAt == cursor.At && string.Compare(row.CaseNumber, cursor.Id) < 0));
        }

        var rows = await query.OrderByDescending(row => row.ReportedAt).ThenByDescending(row => row.CaseNumber).Take(limit + 1).ToListAsync(stop);
        var page = rows.Take(limit).Select(CaseSummary.Of).ToList();
        return new Page<CaseSummary>(page, rows.Count > limit ? new Cursor(page[^1].ReportedAt, page[^1].CaseNumber).ToString() : null);
    }

    /// <summary>How many cases the filter finds; null beyond <see cref="MostCounted"/>, which is more than anybody pages through.</summary>
    public async Task<int?> CountAsync(CaseFilter filter, CancellationToken stop)
    {
        await using var context = db.Open();
        var count = await Filtered(context, filter).Take(MostCounted + 1).CountAsync(stop);
        return count > MostCounted ? null : count;
    }

    /// <summary>All that the filter finds, newest first, for an export.</summary>
    public async IAsyncEnumerable<CaseRow> ReadAllAsync(CaseFilter filter, int most, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var context = db.Open();
        var rows = Filtered(context, filter).OrderByDescending(row => row.ReportedAt).ThenByDescending(row => row.CaseNumber).Take(most);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop)) yield return row;
    }

    private IQueryable<CaseRow> Filtered(WorkflowDbContext context, CaseFilter filter)
    {
        var query = readable.In(context);
        if (filter.State is { } state)
        {
            // Open cases are the few that are found by an index.
            query = query.Where(row => row.State == state);
            if (!state.IsFinal()) query = query.Where(row => row.EndedAt == null);
        }

        if (filter.Unit is { } unit) query = query.Where(row => row.LeadUnit == unit);
        if (filter.GridCode is { } grid) query = query.Where(row => row.GridCode == grid);
        if (filter.Category is { } category) query = query.Where(row => row.Category == category);
        if (filter.Open is { } open) query = open ? query.Where(row => row.EndedAt == null) : query.Where(row => row.EndedAt != null);
        if (filter.Words?.Trim() is { Length: > 0 } words) query = query.Where(row => row.CaseNumber.Contains(words) || row.Title.Contains(words));
        if (filter.Light is not { } light) return query;
        var now = clock.Now;
        query = query.Where(row => row.DueAt != null);
        return light switch
        {
            Light.Red => query.Where(row => row.DueAt < now),
            Light.Yellow => query.Where(row => row.DueAt >= now && row.YellowAt <= now),
            _ => query.Where(row => row.DueAt >= now && (row.YellowAt == null || row.YellowAt > now)),
        };
    }

    // Code and phone speak as the requester, so who handles the case must not have both: only intake gives the code out again.
    private bool MaySeeCode(GovCase @case) =>
        user.IsTrustedSystem || @case.Reporter == user.Actor.Id || person.May(CaseAction.CallBack, CaseRights.ScopeOf(@case, person.Required));

    // A deputy does another's tasks, so it reads what they are about.
    private async Task<bool> MayReadAsDeputyAsync(GovCase @case, CancellationToken stop) => (await deputies.AbsentOfAsync(person.Required, stop))
        .Any(absent => RoleMatrix.Allows(absent, CaseAction.ReadCase, CaseRights.ScopeOf(@case, absent)).Allowed);
}
