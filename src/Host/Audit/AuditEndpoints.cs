using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Audit;

/// <summary>What to verify: one case, one instance, or everything.</summary>
public sealed record VerifyRequest(string? CaseNumber = null, string? InstanceId = null);

/// <summary>What was found. <paramref name="Faults"/> names the first bad row of every altered history.</summary>
/// <param name="AnchorFault">Set when the anchors themselves do not fit the file or their signatures.</param>
public sealed record VerifyReply(bool IsIntact, int Instances, long Rows, IReadOnlyList<JournalFault> Faults, AnchorFault? AnchorFault);

/// <summary>A signed anchor.</summary>
public sealed record AnchorView(long Sequence, DateTimeOffset At, string Root, string Hash, string Signature);

internal static class AuditEndpoints
{
    private const int MaxFaults = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/audit").WithTags("Audit");
        group.MapPost("/verify", VerifyAsync);
        group.MapGet("/anchors", async (AuditAnchors anchors, CurrentUser user, CurrentPerson person, CancellationToken stop, long? before = null, int? limit = null) =>
        {
            Require(user, person);
            var rows = await anchors.ListAsync(before, Cursor.Limit(limit), stop);
            return new { items = rows };
        });
        group.MapPost("/anchors", async (Command<Definitions.Empty> _, AuditAnchors anchors, CurrentUser user, CurrentPerson person, CancellationToken stop) =>
        {
            Require(user, person);
            return Results.Ok(await anchors.AnchorAsync(stop));
        });
    }

    private static async Task<VerifyReply> VerifyAsync(
        Command<VerifyRequest> command, JournalVerifier verifier, IWorkflowDb db, CurrentUser user, CurrentPerson person, CancellationToken stop)
    {
        Require(user, person);
        var instanceId = command.Body.InstanceId ?? await InstanceOfAsync(db, command.Body.CaseNumber, stop);
        var anchorFault = await verifier.VerifyAnchorsAsync(stop);
        var (instances, rows, faults) = (0, 0L, new List<JournalFault>());
        if (instanceId is not null)
        {
            Count(await verifier.VerifyAsync(instanceId, stop));
        }
        else
        {
            await foreach (var verdict in verifier.VerifyAllAsync(stop)) Count(verdict);
        }

        return new VerifyReply(faults.Count == 0 && anchorFault is null, instances, rows, faults, anchorFault);

        void Count(JournalVerdict verdict)
        {
            instances++;
            rows += verdict.Rows;
            if (verdict.Fault is { } fault && faults.Count < MaxFaults) faults.Add(fault);
        }
    }

    private static async Task<string?> InstanceOfAsync(IWorkflowDb db, string? caseNumber, CancellationToken stop)
    {
        if (caseNumber is null) return null;
        await using var context = db.Open();
        return await context.Set<CaseRow>().Where(row => row.CaseNumber == caseNumber).Select(row => row.InstanceId).FirstOrDefaultAsync(stop)
            ?? throw ProblemException.NotFound("case", caseNumber);
    }

    private static void Require(CurrentUser user, CurrentPerson person)
    {
        if (!user.IsTrustedSystem) person.Require(CaseAction.ReadAudit, new CaseScope());
    }
}
