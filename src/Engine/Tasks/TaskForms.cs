using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Tasks;

/// <summary>The stored forms by hash, kept in memory. Thread-safe.</summary>
public sealed class TaskForms(IWorkflowDb db)
{
    private const int HashBytes = 16;
    private readonly ConcurrentDictionary<string, JsonElement> _stored = new(StringComparer.Ordinal);

    /// <summary>Hex hash of a form's text, or null for no form.</summary>
    public static string? HashOf(JsonElement form) => form.ValueKind == JsonValueKind.Undefined
        ? null
        : Convert.ToHexStringLower(SHA256.HashData(JsonMarshal.GetRawUtf8Value(form)).AsSpan(0, HashBytes));

    /// <summary>The form that a task names; Undefined for null.</summary>
    /// <exception cref="InvalidDataException">No such form is stored: the table was tampered with.</exception>
    public async ValueTask<JsonElement> GetAsync(string? hash, CancellationToken cancellationToken = default)
    {
        if (hash is null) return default;
        if (_stored.TryGetValue(hash, out var known)) return known;
        await using var context = db.Open();
        var text = await context.TaskForms.Where(row => row.Hash == hash).Select(row => row.Form).FirstOrDefaultAsync(cancellationToken)
            ?? throw new InvalidDataException($"Tasks name the form '{hash}', which is not stored.");
        return _stored.GetOrAdd(hash, JsonValues.Parse(text));
    }

    /// <summary>Rows of forms that may not be stored yet.</summary>
    /// <param name="opened">Rows of opened tasks.</param>
    /// <param name="tasks">The tasks by id.</param>
    internal IReadOnlyList<TaskFormRow> Missing(IReadOnlyList<TaskRow> opened, IReadOnlyDictionary<string, (HumanTask Task, bool Created)> tasks)
    {
        List<TaskFormRow>? missing = null;
        foreach (var row in opened)
        {
            if (row.FormHash is { } hash && !_stored.ContainsKey(hash)) (missing ??= []).Add(new TaskFormRow { Hash = hash, Form = tasks[row.Id].Task.Form.GetRawText() });
        }

        return missing is null ? [] : [.. missing.DistinctBy(row => row.Hash)];
    }

    /// <summary>
    /// Stores what is missing before the burst that names it: a form is found by its content, so one that no burst names in the end does
    /// no harm, and two bursts that bring the same one do not fail each other.
    /// </summary>
    internal async Task EnsureAsync(IReadOnlyList<TaskFormRow> rows)
    {
        foreach (var row in rows)
        {
            if (_stored.ContainsKey(row.Hash)) continue;
            await using (var context = db.Open())
            {
                context.Add(row);
                try
                {
                    await context.SaveChangesAsync();
                }
                catch (DbUpdateException)
                {
                    // Somebody else was first, or the database is in trouble.
                    await using var again = db.Open();
                    if (!await again.TaskForms.AnyAsync(stored => stored.Hash == row.Hash)) throw;
                }
            }

            _stored.TryAdd(row.Hash, JsonValues.Parse(row.Form));
        }
    }
}
