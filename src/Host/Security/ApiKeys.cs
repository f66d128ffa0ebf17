using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Security;

/// <summary>
/// The keys by which systems and persons sign in. Keys are stored as hashes; found ones are remembered for a minute, so that
/// a revocation takes effect on every node within that time.
/// </summary>
internal sealed class ApiKeys(IWorkflowDb db, TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (ApiKeyRow? Key, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>The key's row, or null when it is unknown, expired or revoked.</summary>
    public Task<ApiKeyRow?> FindAsync(string key, CancellationToken cancellationToken) => FindByHashAsync(HashOf(key), cancellationToken);

    /// <summary>The same by the hash, which a token carries.</summary>
    public async Task<ApiKeyRow?> FindByHashAsync(string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!_known.TryGetValue(hash, out var entry) || entry.Until < now)
        {
            await using var context = db.Open();
            var row = await context.Set<ApiKeyRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, cancellationToken);

            // Unknown keys are not remembered: guesses must not fill the memory.
            entry = (row, now + Memory);
            if (row is not null) _known[hash] = entry;
        }

        return entry.Key is { RevokedAt: null } found && (found.ExpiresAt is null || found.ExpiresAt > now) ? found : null;
    }

    /// <summary>Stores a key unless it is there already. Keys are at least 20 characters.</summary>
    public async Task<bool> AddAsync(string key, string name, string ownerId, bool actFor, CancellationToken cancellationToken)
    {
        if (key.Length < 20) throw new InvalidOperationException($"An API key needs at least 20 characters; '{name}' has {key.Length}.");
        var hash = HashOf(key);
        await using var context = db.Open();
        if (await context.Set<ApiKeyRow>().AnyAsync(row => row.Hash == hash, cancellationToken)) return false;
        context.Add(new ApiKeyRow { Hash = hash, Name = name, OwnerId = ownerId, ActFor = actFor, CreatedAt = time.GetUtcNow() });
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var context = db.Open();
        return await context.Set<ApiKeyRow>().AnyAsync(cancellationToken);
    }

    /// <summary>Looks a key up anew at its next use.</summary>
    public void Forget(string hash) => _known.TryRemove(hash, out _);

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
