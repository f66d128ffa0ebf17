using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Administration.Log;

/// <summary>What an administrator did; who and when are added by the log.</summary>
/// <param name="Details">Members of the row's JSON object; no personal values, no secrets.</param>
internal sealed record AdminAct(string Action, string Target, object? Details = null);

/// <summary>Writes acts of administrators together with what they change, and proves that no row was altered.</summary>
internal sealed class AdminLog(IWorkflowDb db, CurrentUser user, TimeProvider time)
{
    private const int Tries = 10;
    private const int BatchSize = 500;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>Saves the context's changes and the act in one transaction: neither is there without the other.</summary>
    public async Task SaveAsync(DbContext context, AdminAct act, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var row = await NextAsync(act, stop);
            context.Add(row);
            try
            {
                await context.SaveChangesAsync(stop);
                return;
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // Another act took the number in the same moment. Anything else that is wrong fails again, and the last try tells.
                context.Entry(row).State = EntityState.Detached;
            }
        }
    }

    /// <summary>Records an act that has changed nothing in the database.</summary>
    public async Task RecordAsync(AdminAct act, CancellationToken stop)
    {
        await using var context = db.Open();
        await SaveAsync(context, act, stop);
    }

    /// <summary>The latest acts first.</summary>
    /// <param name="before">Only acts with a smaller sequence; null = from the newest.</param>
    public async Task<IReadOnlyList<AdminLogRow>> ListAsync(string? action, long? before, int limit, CancellationToken stop)
    {
        await using var context = db.Open();
        var rows = context.Set<AdminLogRow>().AsQueryable();
        if (action is not null) rows = rows.Where(row => row.Action == action);
        if (before is { } sequence) rows = rows.Where(row => row.Sequence < sequence);
        return await rows.OrderByDescending(row => row.Sequence).Take(limit).ToListAsync(stop);
    }

    /// <returns>How many rows were checked, and the sequence of the first bad one, or null.</returns>
    public async Task<(long Rows, long? FirstBad)> VerifyAsync(CancellationToken stop)
    {
        await using var context = db.Open();
        var (last, hash) = (0L, "");
        while (true)
        {
            var rows = await context.Set<AdminLogRow>().Where(row => row.Sequence > last).OrderBy(row => row.Sequence).Take(BatchSize).ToListAsync(stop);
            if (rows.Count == 0) return (last, null);
            foreach (var row in rows)
            {
                if (row.Sequence != last + 1 || row.PreviousHash != hash || row.Hash != HashOf(row)) return (last, last + 1);
                (last, hash) = (row.Sequence, row.Hash);
            }
        }
    }

    private async Task<AdminLogRow> NextAsync(AdminAct act, CancellationToken stop)
    {
        await using var context = db.Open();
        var last = await context.Set<AdminLogRow>().OrderByDescending(row => row.Sequence).Select(row => new { row.Sequence, row.Hash }).FirstOrDefaultAsync(stop);
        var actor = user.IsAuthenticated ? user.Actor : Engine.Execution.Actor.Engine;
        var row = new AdminLogRow
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            At = time.GetUtcNow(),
            ActorId = actor.Id,
            Via = actor.Via,
            Action = act.Action,
            Target = act.Target,
            Details = act.Details is null ? "{}" : JsonSerializer.Serialize(act.Details, Json),
            PreviousHash = last?.Hash ?? "",
            Hash = "",
        };
        row.Hash = HashOf(row);
        return row;
    }

    // A JSON array keeps the fields apart whatever is in them.
    private static string HashOf(AdminLogRow row) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string?[]>(
    [
        row.Sequence.ToString(CultureInfo.InvariantCulture), row.At.UtcTicks.ToString(CultureInfo.InvariantCulture), row.ActorId, row.Via, row.Action, row.Target,
        row.Details, row.PreviousHash,
    ])));
}
