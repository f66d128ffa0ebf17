using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Substitutions;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Administration.Directory;

/// <summary>What still depends on a person or a unit.</summary>
/// <param name="Kind">Such as <c>openOrders</c>.</param>
/// <param name="Examples">The first of them, by what people call them.</param>
public sealed record DirectoryUse(string Kind, int Count, IReadOnlyList<string> Examples);

/// <summary>
/// Finds the work that would be left to nobody when a person or a unit ends. Rules between the rows of the directory are the
/// loader's; these are the rows of cases.
/// </summary>
internal sealed class DirectoryUses(IWorkflowDb db, IDirectory directory, ICaseDataSource data, IBusinessClock clock)
{
    private const int MostExamples = 5;
    private static readonly OrderState[] Ended = [OrderState.Completed, OrderState.Returned, OrderState.Reassigned, OrderState.Ended];

    /// <summary>Member of the problem document that lists them.</summary>
    public const string Member = "uses";

    /// <exception cref="ProblemException">409 when there are any.</exception>
    public static void Refuse(string what, string id, IReadOnlyList<DirectoryUse> uses)
    {
        if (uses.Count == 0) return;
        throw new ProblemException(
            StatusCodes.Status409Conflict, "directory.in-use",
            $"The {what} '{id}' cannot end yet: {string.Join("; ", uses.Select(use => $"{use.Count} {use.Kind} ({string.Join(", ", use.Examples)})"))}. Hand this over first.")
        {
            Field = what,
            Value = id,
            More = new Dictionary<string, object?> { [Member] = uses },
        };
    }

    public async Task<IReadOnlyList<DirectoryUse>> OfPersonAsync(Person person, CancellationToken stop)
    {
        await using var context = db.Open();
        var tasks = context.Tasks.Where(task => task.Status == HumanTaskStatus.Claimed && task.Assignee == person.Id).Select(task => task.SubjectKey ?? task.InstanceId);
        var orders = Open(context).Where(order => order.Handler == person.Id).Select(order => order.CaseNumber);
        var now = clock.Now;
        var deputies = context.Set<SubstitutionRow>()
            .Where(row => row.DeputyId == person.Id && row.To > now && (row.EndedAt == null || row.EndedAt > now)).Select(row => row.AbsentId);

        // Work that waits for an office which only this person holds.
        string[] offices = [.. person.Roles.Where(role => person.UnitId is { } unit && directory.Current.Members(unit, role) is [var only] && only.Id == person.Id).Select(role => $"unit:{person.UnitId}:{role}")];
        var waiting = from candidate in context.TaskCandidates
                      where offices.Contains(candidate.Candidate) || candidate.Candidate == "user:" + person.Id
                      join task in context.Tasks on candidate.TaskId equals task.Id
                      select task.SubjectKey ?? task.InstanceId;
        var grids = person.GridCodes.Where(code => directory.Current.LeaderOf(code)?.Id == person.Id || directory.Current.WorkersOf(code) is [var worker] && worker.Id == person.Id).ToList();
        return Found(
            await UseAsync("claimedTasks", tasks, stop), await UseAsync("handledOrders", orders, stop), await UseAsync("waitingTasks", waiting, stop),
            await UseAsync("substitutions", deputies, stop), Use("grids", grids));
    }

    public async Task<IReadOnlyList<DirectoryUse>> OfUnitAsync(Unit unit, CancellationToken stop)
    {
        await using var context = db.Open();
        var (current, today) = (directory.Current, ChinaTime.DayOf(clock.Now));
        var orders = Open(context).Where(order => order.Unit == unit.Id).Select(order => order.CaseNumber);

        // Only tasks that wait have candidates: the closed ones, which are many, are not looked at.
        var tasks = from candidate in context.TaskCandidates
                    join task in context.Tasks on candidate.TaskId equals task.Id
                    where task.UnitId == unit.Id
                    select task.SubjectKey ?? task.InstanceId;
        return Found(
            await UseAsync("openOrders", orders, stop), await UseAsync("openTasks", tasks, stop),
            Use("members", [.. current.People.Where(person => person.UnitId == unit.Id && person.EndedOn is null).Select(person => person.Name)]),
            Use("units", [.. current.UnitsInUse.Where(child => child.ParentId == unit.Id).Select(child => child.Name)]),
            Use("grids", [.. current.Grids.Where(grid => grid.CommunityId == unit.Id && grid.ValidTo is null).Select(grid => grid.Name)]),
            Use("routes", [.. data.Newest.Routing.Rows.Where(row => row.UnitId == unit.Id && (row.To is not { } to || to > today)).Select(row => $"{row.Category ?? row.Duty} {row.Area}")]));
    }

    private static IQueryable<WorkOrderRow> Open(DbContext context) => context.Set<WorkOrderRow>().Where(order => !Ended.Contains(order.State));

    private static async Task<DirectoryUse?> UseAsync(string kind, IQueryable<string> examples, CancellationToken stop)
    {
        var count = await examples.Distinct().CountAsync(stop);
        return count == 0 ? null : new DirectoryUse(kind, count, await examples.Distinct().OrderBy(example => example).Take(MostExamples).ToListAsync(stop));
    }

    private static DirectoryUse? Use(string kind, IReadOnlyList<string> all) => all.Count == 0 ? null : new DirectoryUse(kind, all.Count, [.. all.Take(MostExamples)]);

    private static IReadOnlyList<DirectoryUse> Found(params DirectoryUse?[] uses) => [.. uses.OfType<DirectoryUse>()];
}
