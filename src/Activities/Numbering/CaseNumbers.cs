using System.Globalization;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Activities.Numbering;

/// <summary>
/// Hands out case numbers: 6 digits division + yyyyMMdd (China) + 6 digits sequence (domain.md §1.5). Unique and never reused:
/// blocks are reserved in the database, and what a stopped node had left of its block stays a gap.
/// </summary>
public sealed class CaseNumbers(IWorkflowDb db, string division) : IDisposable
{
    private const int BlockSize = 256;
    private const int LastSequence = 999_999;
    private const int MaxAttempts = 20;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private string _prefix = "";
    private int _next;
    private int _end;

    /// <summary>The next number for a case reported at this time.</summary>
    /// <exception cref="InvalidOperationException">All 999,999 numbers of the day are used.</exception>
    public async Task<string> NextAsync(DateTimeOffset reportedAt, CancellationToken cancellationToken)
    {
        var prefix = division + reportedAt.ToChina().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_next >= _end || !string.Equals(prefix, _prefix, StringComparison.Ordinal)) await ReserveAsync(prefix, cancellationToken);
            return _prefix + _next++.ToString("D6", CultureInfo.InvariantCulture);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task ReserveAsync(string prefix, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = db.Open();
            var row = await context.Set<CaseNumberRow>().AsTracking().FirstOrDefaultAsync(row => row.Prefix == prefix, cancellationToken);
            var first = row?.Next ?? 1;
            if (first > LastSequence) throw new InvalidOperationException($"All case numbers {prefix}000001 to {prefix}{LastSequence} are used.");
            if (row is null) context.Add(new CaseNumberRow { Prefix = prefix, Next = first + BlockSize });
            else row.Next = first + BlockSize;
            context.ChangeTracker.DetectChanges();
            try
            {
                await context.SaveChangesAsync(cancellationToken);
                (_prefix, _next, _end) = (prefix, first, Math.Min(first + BlockSize, LastSequence + 1));
                return;
            }
            catch (DbUpdateException) when (attempt < MaxAttempts)
            {
                // Another node took this block in the same moment: look again.
            }
        }
    }
}
