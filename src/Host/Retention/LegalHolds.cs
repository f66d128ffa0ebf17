using System.Security.Cryptography;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Retention;

/// <summary>Sets and lifts legal holds, each with its act in the log.</summary>
internal sealed class LegalHolds(IWorkflowDb db, RetentionRights rights, CurrentUser user, CurrentPerson person, AdminLog log, IBusinessClock clock)
{
    /// <summary>Holds, those in force first, then the latest.</summary>
    public async Task<IReadOnlyList<HoldView>> ListAsync(CancellationToken stop)
    {
        rights.RequireReading();
        await using var context = db.Open();
        var rows = await context.Set<LegalHoldRow>().OrderBy(row => row.LiftedAt != null).ThenByDescending(row => row.SetAt).Take(Cursor.MaxLimit).ToListAsync(stop);
        return [.. rows.Select(HoldView.Of)];
    }

    /// <exception cref="ProblemException">404 for no such case, also for one that was archived; 409 when it is held already.</exception>
    public async Task<HoldView> SetAsync(HoldRequest request, CancellationToken stop)
    {
        rights.RequireHolding();
        var reason = GivenReason.Require(request.Reason);
        if (string.IsNullOrWhiteSpace(request.CaseNumber)) throw ProblemException.Missing("caseNumber", "the number of a case");
        var number = request.CaseNumber.Trim();
        await using var context = db.Open();
        if (!await context.Set<CaseRow>().AnyAsync(row => row.CaseNumber == number, stop)) throw ProblemException.NotFound("case", number);
        if (await InForce(context).AnyAsync(row => row.CaseNumber == number, stop))
            throw new ProblemException(StatusCodes.Status409Conflict, "hold.in-force", $"Case '{number}' is held already.") { Field = "caseNumber", Value = number };
        var row = new LegalHoldRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            CaseNumber = number,
            Reason = reason,
            SetBy = user.Actor.Id,
            SetAs = user.IsTrustedSystem ? "system" : string.Join(',', person.Required.Roles),
            SetAt = clock.Now,
        };
        context.Add(row);
        await log.SaveAsync(context, new AdminAct("hold.set", number, new { reason, @as = row.SetAs }), stop);

        // Archiving looks for holds before it commits; what went in the same moment is told here.
        if (await context.Set<CaseRow>().AnyAsync(known => known.CaseNumber == number, stop)) return HoldView.Of(row);
        throw new ProblemException(StatusCodes.Status409Conflict, "hold.too-late", $"Case '{number}' was archived in the same moment; the hold does not reach it.") { Field = "caseNumber", Value = number };
    }

    /// <exception cref="ProblemException">404 when no hold is in force.</exception>
    public async Task<HoldView> LiftAsync(string caseNumber, LiftRequest request, CancellationToken stop)
    {
        rights.RequireHolding();
        var reason = GivenReason.Require(request.Reason);
        await using var context = db.Open();
        var row = await InForce(context).AsTracking().FirstOrDefaultAsync(row => row.CaseNumber == caseNumber, stop) ?? throw ProblemException.NotFound("legal hold of case", caseNumber);
        (row.LiftedBy, row.LiftReason, row.LiftedAt) = (user.Actor.Id, reason, clock.Now);
        context.ChangeTracker.DetectChanges();
        await log.SaveAsync(context, new AdminAct("hold.lift", caseNumber, new { reason }), stop);
        return HoldView.Of(row);
    }

    public static IQueryable<LegalHoldRow> InForce(DbContext context) => context.Set<LegalHoldRow>().Where(row => row.LiftedAt == null);
}
