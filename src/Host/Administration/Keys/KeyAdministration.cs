using System.Security.Cryptography;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Directory.Persistence;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Administration.Keys;

/// <summary>A new key.</summary>
/// <param name="Owner">Directory id of the person or system that signs in with it.</param>
/// <param name="ActFor">True for a system that may name the acting person.</param>
public sealed record NewKeyRequest(string? Name = null, string? Owner = null, bool ActFor = false, DateTimeOffset? ExpiresAt = null);

/// <summary>Why a key is revoked.</summary>
public sealed record RevokeKeyRequest(string? Reason = null);

/// <summary>A key as an administrator sees it: never the key itself.</summary>
/// <param name="Id">Beginning of its hash.</param>
public sealed record KeyView(string Id, string Name, string Owner, bool ActFor, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt)
{
    internal const int IdLength = 16;

    public static KeyView Of(ApiKeyRow row) => new(row.Hash[..IdLength], row.Name, row.OwnerId, row.ActFor, row.CreatedAt, row.ExpiresAt, row.RevokedAt);
}

/// <summary>What the maker of a key sees, this once.</summary>
public sealed record NewKeyView(string Key, KeyView View);

/// <summary>Makes and revokes keys, for the security administrator.</summary>
internal sealed class KeyAdministration(IWorkflowDb db, ApiKeys keys, IDirectory directory, AdminRights rights, AdminLog log, TimeProvider time)
{
    private const int KeyBytes = 24;
    private const int LongestName = 200;

    public async Task<IReadOnlyList<KeyView>> ListAsync(CancellationToken stop)
    {
        rights.RequireSecurity();
        await using var context = db.Open();
        var rows = await context.Set<ApiKeyRow>().OrderByDescending(row => row.CreatedAt).ToListAsync(stop);
        return [.. rows.Select(KeyView.Of)];
    }

    public async Task<NewKeyView> CreateAsync(NewKeyRequest request, CancellationToken stop)
    {
        rights.RequireSecurity();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestName) throw ProblemException.Missing("name", $"what the key is for, at most {LongestName} characters");
        var owner = request.Owner is null ? null : directory.Current.PersonById(request.Owner);
        if (owner is null) throw ProblemException.Invalid("owner", request.Owner, "the id of a person or system account of the directory");
        if (request.ActFor && !owner.IsSystem) throw ProblemException.Invalid("actFor", "true", "only for a system account: a person acts as itself");
        if (request.ExpiresAt <= time.GetUtcNow()) throw ProblemException.Invalid("expiresAt", $"{request.ExpiresAt:O}", "a time in the future, or absent");
        var key = "gg-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        var row = new ApiKeyRow
        {
            Hash = ApiKeys.HashOf(key),
            Name = request.Name.Trim(),
            OwnerId = owner.Id,
            ActFor = request.ActFor,
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = request.ExpiresAt,
        };
        await using var context = db.Open();
        context.Add(row);
        var view = KeyView.Of(row);
        await log.SaveAsync(context, new AdminAct("key.create", view.Id, new { row.Name, owner = row.OwnerId, row.ActFor, row.ExpiresAt }), stop);
        return new NewKeyView(key, view);
    }

    /// <summary>Revokes it on this node at once, on others within a minute. A second time changes nothing.</summary>
    public async Task<KeyView> RevokeAsync(string id, RevokeKeyRequest request, CancellationToken stop)
    {
        rights.RequireSecurity();
        if (string.IsNullOrWhiteSpace(request.Reason)) throw ProblemException.Missing("reason", "a reason in words");
        await using var context = db.Open();
        var row = id.Length == KeyView.IdLength ? await context.Set<ApiKeyRow>().AsTracking().FirstOrDefaultAsync(row => row.Hash.StartsWith(id), stop) : null;
        if (row is null) throw ProblemException.NotFound("key", id);
        if (row.RevokedAt is null)
        {
            row.RevokedAt = time.GetUtcNow();
            context.ChangeTracker.DetectChanges();
            await log.SaveAsync(context, new AdminAct("key.revoke", id, new { row.Name, owner = row.OwnerId, reason = request.Reason }), stop);
            keys.Forget(row.Hash);
        }

        return KeyView.Of(row);
    }
}
