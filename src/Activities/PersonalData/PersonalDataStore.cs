using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Activities.PersonalData;

/// <summary>
/// Keeps personal values outside of state and journal: encrypted with the deployment's data-protection keys, found by a
/// reference, erasable. Every look is recorded with actor and purpose before the value is given out.
/// </summary>
public sealed class PersonalDataStore(IWorkflowDb db, IDurableRows rows, IDataProtectionProvider protection, TimeProvider time) : IPersonalValues
{
    public const string Prefix = "pd:";
    private readonly IDataProtector _values = protection.CreateProtector("GridGov.PersonalData");
    private byte[]? _salt;

    /// <summary>
    /// Stores values under an id derived from the command that brings them, so that a repeated command stores nothing twice.
    /// </summary>
    /// <returns>The reference <c>pd:{id}</c>.</returns>
    public async Task<string> StoreAsync(string commandId, string kind, JsonElement values, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{commandId}")))[..32];
        await using var context = db.Open();
        if (!await context.Set<PersonalDataRow>().AnyAsync(row => row.Id == id, cancellationToken))
        {
            await InsertAsync(context, id, kind, JsonSerializer.SerializeToUtf8Bytes(values), cancellationToken);
        }

        return Prefix + id;
    }

    /// <summary>The values, or null when there are none (any more). The access is recorded first.</summary>
    public async Task<JsonElement?> ReadAsync(string reference, string actorId, string purpose, CancellationToken cancellationToken)
    {
        if (!reference.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var id = reference[Prefix.Length..];
        await using var context = db.Open();
        var row = await context.Set<PersonalDataRow>().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (row?.Cipher is null) return null;
        context.Add(new PersonalDataAccessRow { PersonalDataId = id, ActorId = actorId, Purpose = purpose, At = time.GetUtcNow() });
        await context.SaveChangesAsync(cancellationToken);
        return JsonElement.Parse(_values.Unprotect(row.Cipher));
    }

    /// <summary>Asks a question of values, which stay here: the answer is no look, so it is not recorded. False when there are none.</summary>
    public async Task<bool> TestAsync(string reference, Predicate<JsonElement> test, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(test);
        var id = reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : reference;
        await using var context = db.Open();
        var row = await FindAsync(context, id, cancellationToken);
        return row?.Cipher is { } cipher && test(JsonElement.Parse(_values.Unprotect(cipher)));
    }

    /// <summary>For partner systems at the edge; the engine is named as the reader.</summary>
    public Task<JsonElement?> ResolveAsync(string reference, string purpose, CancellationToken cancellationToken) =>
        ReadAsync(reference, Actor.Engine.Id, purpose, cancellationToken);

    /// <summary>Erases values for good; reference and journal stay valid.</summary>
    public async Task<bool> EraseAsync(string reference, CancellationToken cancellationToken)
    {
        var id = reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : reference;
        await using var context = db.Open();
        var now = time.GetUtcNow();
        return await context.Set<PersonalDataRow>().Where(row => row.Id == id && row.Cipher != null)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Cipher, (byte[]?)null).SetProperty(r => r.ErasedAt, now), cancellationToken) == 1;
    }

    /// <summary>Keyed hash of a contact (hex), to find repeats without knowing the number. The key is this deployment's secret.</summary>
    public async Task<string> HashContactAsync(string contact, CancellationToken cancellationToken)
    {
        _salt ??= await LoadSaltAsync(cancellationToken);
        return Convert.ToHexStringLower(HMACSHA256.HashData(_salt, Encoding.UTF8.GetBytes(contact.Trim())));
    }

    private async Task<byte[]> LoadSaltAsync(CancellationToken cancellationToken)
    {
        const string id = "contact-hash-key";
        await using var context = db.Open();
        var row = await FindAsync(context, id, cancellationToken);
        if (row is null)
        {
            await InsertAsync(context, id, "key", RandomNumberGenerator.GetBytes(32), cancellationToken);

            // Whoever was first: all hash with the stored key.
            row = await FindAsync(context, id, cancellationToken);
        }

        return _values.Unprotect(row!.Cipher!);
    }

    private static Task<PersonalDataRow?> FindAsync(DbContext context, string id, CancellationToken cancellationToken) =>
        context.Set<PersonalDataRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);

    /// <summary>Stores the new row, unless the same request or another node was faster.</summary>
    private async Task InsertAsync(DbContext context, string id, string kind, byte[] values, CancellationToken cancellationToken)
    {
        try
        {
            await rows.InsertAsync(new PersonalDataRow { Id = id, Kind = kind, Cipher = _values.Protect(values), CreatedAt = time.GetUtcNow() });
        }
        catch (Exception e) when (e is CommitUnknownException or CommitFailedException { IsUnavailable: false })
        {
            if (await FindAsync(context, id, cancellationToken) is null) throw;
        }
    }
}
