using System.Security.Cryptography;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Administration;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Substitutions;

/// <summary>Sets and ends substitutions: the absent person itself, or the security administrator, since it gives access.</summary>
internal sealed class SubstitutionBook(
    IWorkflowDb db, IDirectory directory, IBusinessClock clock, CurrentUser user, CurrentPerson person, AdminRights rights, AdminLog log)
{
    /// <summary>Substitutions that concern this person; all of them for administrators of security and audit.</summary>
    public async Task<IReadOnlyList<SubstitutionView>> ListAsync(CancellationToken stop)
    {
        var seesAll = rights.Is(Role.SecurityAdmin) || rights.Is(Role.AuditAdmin) || rights.Is(Role.Auditor);
        var own = user.Actor.Id;
        await using var context = db.Open();
        var rows = await context.Set<SubstitutionRow>().Where(row => seesAll || row.AbsentId == own || row.DeputyId == own)
            .OrderByDescending(row => row.From).ThenBy(row => row.Id).Take(Cursor.MaxLimit).ToListAsync(stop);
        return [.. rows.Select(row => SubstitutionView.Of(row, clock.Now))];
    }

    /// <exception cref="ProblemException">403 for another person's; 422 or 409 when the rules are against it.</exception>
    public async Task<SubstitutionView> SetAsync(Command<SubstitutionRequest> command, CancellationToken stop)
    {
        var request = command.Body;
        var absentId = request.Absent ?? person.Required.Id;
        var byAdministrator = rights.Is(Role.SecurityAdmin);
        if (absentId != user.Actor.Id && !byAdministrator) rights.RequireSecurity();
        var absent = directory.Current.PersonById(absentId) ?? throw ProblemException.Invalid("absent", absentId, "the id of a person of the directory");
        if (string.IsNullOrWhiteSpace(request.Deputy)) throw ProblemException.Missing("deputy", "the id of a person of the directory");
        if (request.To is not { } to) throw ProblemException.Missing("to", "when the absence ends, date and time with offset");
        var reason = GivenReason.Require(request.Reason);
        var row = new SubstitutionRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            AbsentId = absent.Id,
            DeputyId = request.Deputy,
            From = request.From ?? command.At,
            To = to,
            Reason = reason,
            SetBy = user.Actor.Id,
            SetAt = command.At,
        };
        await using var context = db.Open();
        var others = await context.Set<SubstitutionRow>().Where(other => other.AbsentId == absent.Id && other.To > row.From).ToListAsync(stop);
        SubstitutionRules.Check(absent, directory.Current.PersonById(request.Deputy), request.Deputy, row, byAdministrator, others);
        context.Add(row);
        await log.SaveAsync(context, new AdminAct("substitution.set", row.Id, new { absent = row.AbsentId, deputy = row.DeputyId, from = row.From, to = row.To }), stop);
        return SubstitutionView.Of(row, clock.Now);
    }

    /// <summary>Ends it now. Ending a second time changes nothing.</summary>
    /// <exception cref="ProblemException">404 for who has nothing to do with it; 403 for the deputy, who cannot lay it down.</exception>
    public async Task<SubstitutionView> EndAsync(string id, Command<EndSubstitutionRequest> command, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(command.Body.Reason)) throw ProblemException.Missing("reason", "a reason in words");
        await using var context = db.Open();
        var row = await context.Set<SubstitutionRow>().AsTracking().FirstOrDefaultAsync(row => row.Id == id, stop);
        var isOwn = row?.AbsentId == user.Actor.Id;
        if (row is null || !(isOwn || row.DeputyId == user.Actor.Id || rights.Is(Role.SecurityAdmin))) throw ProblemException.NotFound("substitution", id);
        if (!isOwn) rights.RequireSecurity();
        if (row.EndedAt is not null || row.To <= command.At) return SubstitutionView.Of(row, clock.Now);
        row.EndedAt = command.At;
        row.EndedBy = user.Actor.Id;
        context.ChangeTracker.DetectChanges();
        await log.SaveAsync(context, new AdminAct("substitution.end", row.Id, new { absent = row.AbsentId, deputy = row.DeputyId, reason = command.Body.Reason }), stop);
        return SubstitutionView.Of(row, clock.Now);
    }
}
