using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Cases;

/// <summary>
/// Which cases, and which instances that carry or serve one, the current reader may read: the same for every API. Instances
/// without a case are not its affair.
/// </summary>
internal sealed class ReadableCases(IWorkflowDb db, CurrentUser user, CurrentPerson person)
{
    private static readonly Role[] ByArea = [Role.IntakeClerk, Role.Dispatcher, Role.DutyLeader, Role.GovernanceOffice, Role.MeetingSecretary, Role.Assessor];

    private bool IsUnlimited => user.IsTrustedSystem || person.Required.Is(Role.Auditor);

    public bool Includes(GovCase @case) => user.IsTrustedSystem || person.May(CaseAction.ReadCase, CaseRights.ScopeOf(@case, person.Required));

    /// <summary>The rows of the role matrix for reading, as a query: everywhere, by area, by own orders, by own grids, by own reports.</summary>
    public IQueryable<CaseRow> In(WorkflowDbContext context)
    {
        var rows = context.Set<CaseRow>().AsQueryable();
        if (IsUnlimited) return rows;
        var reader = person.Required;
        var areas = reader.Roles.Any(role => ByArea.Contains(role)) ? reader.AreaScopes : [];
        var grids = reader.GridCodes;
        var unit = reader.Is(Role.DepartmentDesk) || reader.Is(Role.Handler) ? reader.UnitId : null;
        var orders = context.Set<WorkOrderRow>();
        return rows.Where(row =>
            row.Reporter == reader.Id
            || grids.Contains(row.GridCode)
            || areas.Any(area => row.AreaCode.StartsWith(area))
            || (unit != null && orders.Any(order => order.CaseNumber == row.CaseNumber && order.Unit == unit)));
    }

    /// <summary>Leaves out instances of cases that the reader may not read, and those that a case number correlates with them: its meetings and calls.</summary>
    public IQueryable<InstanceRow> Among(WorkflowDbContext context, IQueryable<InstanceRow> rows)
    {
        if (IsUnlimited) return rows;
        var all = context.Set<CaseRow>();
        var readable = In(context);
        return rows.Where(row =>
            !all.Any(@case => @case.InstanceId == row.Id || @case.CaseNumber == row.CorrelationId)
            || readable.Any(@case => @case.InstanceId == row.Id || @case.CaseNumber == row.CorrelationId));
    }

    public async Task<bool> IncludesInstanceAsync(string id, CancellationToken stop)
    {
        if (IsUnlimited) return true;
        await using var context = db.Open();
        return await Among(context, context.Instances.Where(row => row.Id == id)).AnyAsync(stop);
    }
}

/// <summary>For routes below an instance's <c>{id}</c>: one of a case that the caller may not read is not there.</summary>
internal sealed class RequireReadableInstance(ReadableCases cases) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.GetRouteValue("id") is string id && !await cases.IncludesInstanceAsync(id, http.RequestAborted)) throw ProblemException.NotFound("instance", id);
        return await next(context);
    }
}
