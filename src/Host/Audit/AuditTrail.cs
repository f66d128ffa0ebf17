using System.Globalization;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Audit;

/// <summary>Verifies histories and reads anchors, for those who may read the audit of everything.</summary>
internal sealed class AuditTrail(JournalVerifier verifier, AuditAnchors anchors, AdminLog log, IWorkflowDb db, CurrentUser user, CurrentPerson person)
{
    private const int MaxFaults = 100;
    private const int MaxArchives = 100;

    /// <summary>Instances between two reports of progress.</summary>
    private const int ProgressStep = 20;

    /// <param name="progress">Told now and then how many instances were verified, of how many; null = nobody asks.</param>
    /// <exception cref="ProblemException">Not an auditor, or no such case.</exception>
    public async Task<VerifyReply> VerifyAsync(VerifyRequest request, Func<int, int, Task>? progress, CancellationToken stop)
    {
        Require();
        var instanceId = request.InstanceId ?? await InstanceOfAsync(request.CaseNumber, stop);
        var anchorFault = await verifier.VerifyAnchorsAsync(stop);
        var (instances, archived, rows, faults, archives) = (0, 0, 0L, new List<JournalFault>(), new SortedSet<string>(StringComparer.Ordinal));
        if (instanceId is not null)
        {
            Count(await verifier.VerifyAsync(instanceId, stop));
        }
        else
        {
            var all = progress is null ? 0 : await CountAsync(stop);
            await foreach (var verdict in verifier.VerifyAllAsync(stop))
            {
                Count(verdict);
                if (progress is not null && instances % ProgressStep == 0) await progress(instances, Math.Max(all, instances));
            }
        }

        return new VerifyReply(faults.Count == 0 && anchorFault is null, instances, rows, faults, anchorFault)
        {
            Archived = archived,
            Archives = [.. archives],
        };

        void Count(JournalVerdict verdict)
        {
            instances++;
            rows += verdict.Rows;
            if (verdict.Archive is { } archive)
            {
                archived++;
                if (archives.Count < MaxArchives) archives.Add(archive);
            }

            if (verdict.Fault is { } fault && faults.Count < MaxFaults) faults.Add(fault);
        }
    }

    /// <summary>Anchors, newest first.</summary>
    public Task<IReadOnlyList<AnchorRow>> AnchorsAsync(long? before, int limit, CancellationToken stop)
    {
        Require();
        return anchors.ListAsync(before, limit, stop);
    }

    /// <summary>Anchors what changed since the last anchor; null when nothing did.</summary>
    public async Task<AnchorRow?> AnchorAsync(CancellationToken stop)
    {
        Require();
        var anchor = await anchors.AnchorAsync(stop);
        if (anchor is not null) await log.RecordAsync(new AdminAct("audit.anchor", anchor.Sequence.ToString(CultureInfo.InvariantCulture)), stop);
        return anchor;
    }

    /// <summary>Case numbers by instance, for faults that name instances.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CasesOfAsync(IEnumerable<string> instanceIds, CancellationToken stop)
    {
        Require();
        string[] ids = [.. instanceIds];
        await using var context = db.Open();
        return await context.Set<CaseRow>().Where(row => ids.Contains(row.InstanceId)).ToDictionaryAsync(row => row.InstanceId, row => row.CaseNumber, StringComparer.Ordinal, stop);
    }

    private async Task<int> CountAsync(CancellationToken stop)
    {
        await using var context = db.Open();
        return await context.Instances.CountAsync(stop);
    }

    private async Task<string?> InstanceOfAsync(string? caseNumber, CancellationToken stop)
    {
        if (caseNumber is null) return null;
        await using var context = db.Open();
        return await context.Set<CaseRow>().Where(row => row.CaseNumber == caseNumber).Select(row => row.InstanceId).FirstOrDefaultAsync(stop)
            ?? await context.Set<ArchivedInstanceRow>().Where(row => row.CorrelationId == caseNumber && row.Id == row.RootId).Select(row => row.Id).FirstOrDefaultAsync(stop)
            ?? throw ProblemException.NotFound("case", caseNumber);
    }

    private void Require()
    {
        if (!user.IsTrustedSystem) person.Require(CaseAction.ReadAudit, new CaseScope());
    }
}
