using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.PersonalData;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Retention;

/// <summary>Works rounds off, case by case. Whatever a crash interrupts is found again: a file without a tombstone is written anew, a tombstone leads on.</summary>
internal sealed partial class RetentionWorker(
    IWorkflowDb db, CaseArchiver archiver, CasePurge purge, AuditAnchors anchors, IWorkflowRuntime runtime, TimeProvider time, ILogger<RetentionWorker> logger)
{
    private const int Part = 50;
    private const int LongestTrouble = 1000;

    /// <summary>Works everything off that is left.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        await purge.FinishAsync(stop);
        while (await NextAsync(stop) is { } run) await WorkAsync(run, stop);
    }

    private async Task<RetentionRunRow?> NextAsync(CancellationToken stop)
    {
        await using var context = db.Open();
        return await context.Set<RetentionRunRow>().Where(row => row.EndedAt == null).OrderBy(row => row.At).ThenBy(row => row.Id).FirstOrDefaultAsync(stop);
    }

    private async Task WorkAsync(RetentionRunRow run, CancellationToken stop)
    {
        try
        {
            await CountAsync(run, stop);

            // So that a signed anchor remembers the head of everything that goes.
            if (!run.DryRun) await anchors.AnchorAsync(stop);
            run.Skipped = 0;
            if (run.DryRun) run.Rows = 0;
            for (var last = ""; ;)
            {
                var cases = await DueAsync(run, last, stop);
                foreach (var @case in cases) await TakeAsync(run, @case, stop);
                if (cases.Count < Part) break;
                last = cases[^1].CaseNumber;
            }

            run.EndedAt = time.GetUtcNow();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, a folder that is not there: somebody has to look, and the round goes on later.
            Note(run, e);
            LogStopped(logger, run.Id, e);
            await SaveAsync(run, CancellationToken.None);
            throw;
        }

        await SaveAsync(run, stop);
    }

    private async Task TakeAsync(RetentionRunRow run, CaseRow @case, CancellationToken stop)
    {
        try
        {
            var rows = await ArchiveAsync(run, @case, stop);
            if (rows is null) run.Skipped++;
            else (run.Archived, run.Rows) = (run.Archived + (run.DryRun ? 0 : 1), run.Rows + rows.Value);
        }
        catch (InvalidDataException e)
        {
            // A damaged journal is for the auditors: it is not moved anywhere, and does not hold the others up.
            run.Skipped++;
            Note(run, e);
            LogDamaged(logger, @case.CaseNumber, e);
        }
        catch (DbUpdateException e)
        {
            // Another act took the number in the log in the same moment; the next round takes the case.
            run.Skipped++;
            LogLater(logger, @case.CaseNumber, e);
        }

        await SaveAsync(run, stop);
    }

    /// <returns>Rows of the journals; null when the case has to wait.</returns>
    private async Task<long?> ArchiveAsync(RetentionRunRow run, CaseRow @case, CancellationToken stop)
    {
        CaseTree? tree;
        await using (var context = db.Open()) tree = await CaseTree.FindAsync(context, @case, stop);
        if (tree is null || run.DryRun) return tree?.Bursts;
        var state = await runtime.FindStateAsync(@case.InstanceId, stop);
        if (state?.Subject is not GovCase subject || state.Burst != tree.Nodes[0].Burst) return null;
        var personal = PersonalReferences(subject);
        var (name, hash) = await archiver.WriteAsync(tree, personal, stop);
        if (!await purge.SealAsync(tree, name, hash, personal, run.Id, stop)) return null;
        await purge.FinishAsync(stop);
        return tree.Bursts;
    }

    private static IQueryable<CaseRow> Due(DbContext context, RetentionRunRow run) =>
        context.Set<CaseRow>().Where(row => row.EndedAt != null && row.EndedAt < run.Cutoff && row.ChangedAt < run.Cutoff);

    private async Task<List<CaseRow>> DueAsync(RetentionRunRow run, string last, CancellationToken stop)
    {
        await using var context = db.Open();
        return await Due(context, run).Where(row => string.Compare(row.CaseNumber, last) > 0 && !LegalHolds.InForce(context).Any(hold => hold.CaseNumber == row.CaseNumber))
            .OrderBy(row => row.CaseNumber).Take(Part).ToListAsync(stop);
    }

    // What was archived before an interruption stays counted.
    private async Task CountAsync(RetentionRunRow run, CancellationToken stop)
    {
        await using var context = db.Open();
        run.Held = await Due(context, run).CountAsync(row => LegalHolds.InForce(context).Any(hold => hold.CaseNumber == row.CaseNumber), stop);
        run.Due = run.Archived + await Due(context, run).CountAsync(stop) - run.Held;
        run.Trouble = null;
        await SaveAsync(run, stop);
    }

    private async Task SaveAsync(RetentionRunRow run, CancellationToken stop)
    {
        await using var context = db.Open();
        context.Update(run);
        await context.SaveChangesAsync(stop);
    }

    private static string[] PersonalReferences(GovCase @case)
    {
        string?[] all = [@case.DescriptionRef, @case.Requester?.Reference, .. (@case.Additions ?? []).Select(addition => addition.WordsRef), .. @case.Evaluations.Select(evaluation => evaluation.WordsRef)];
        return [.. all.OfType<string>().Where(reference => reference.StartsWith(PersonalDataStore.Prefix, StringComparison.Ordinal)).Select(reference => reference[PersonalDataStore.Prefix.Length..]).Distinct(StringComparer.Ordinal)];
    }

    private static void Note(RetentionRunRow run, Exception error) => run.Trouble = error.Message.Length > LongestTrouble ? error.Message[..LongestTrouble] : error.Message;

    [LoggerMessage(LogLevel.Error, "The round of archiving {Run} stands still")]
    private static partial void LogStopped(ILogger logger, string run, Exception error);

    [LoggerMessage(LogLevel.Information, "Case {CaseNumber} is archived in the next round")]
    private static partial void LogLater(ILogger logger, string caseNumber, Exception error);

    [LoggerMessage(LogLevel.Error, "Case {CaseNumber} is not archived: its history does not prove itself")]
    private static partial void LogDamaged(ILogger logger, string caseNumber, Exception error);
}
