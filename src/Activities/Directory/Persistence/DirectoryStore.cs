using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Activities.Directory.Persistence;

/// <summary>
/// The directory in the database: versions are added, never changed. A node reads the newest one at start and after it loaded one.
/// </summary>
public sealed class DirectoryStore(IWorkflowDb db, TimeProvider time) : IDirectory
{
    private volatile DirectorySnapshot? _current;

    public DirectorySnapshot Current =>
        _current ?? throw new InvalidOperationException("The directory has not been loaded yet; the Host loads it at start.");

    /// <summary>Takes the newest stored version into memory; false when there is none.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await using var context = db.Open();
        var row = await context.Set<DirectoryVersionRow>().AsNoTracking()
            .OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
        if (row is null) return false;
        _current = DirectoryLoader.Load($"directory version {row.Version}", Encoding.UTF8.GetBytes(row.Document));
        return true;
    }

    /// <summary>Checks a directory document and puts it in force as a new version; the same document again changes nothing.</summary>
    /// <exception cref="DataFiles.DataFileException">The document is wrong; lists every fault with its place.</exception>
    public async Task LoadAsync(string document, string loadedBy, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        var snapshot = DirectoryLoader.Load("directory", bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await using var context = db.Open();
        var last = await context.Set<DirectoryVersionRow>().AsNoTracking()
            .OrderByDescending(row => row.Version).Select(row => new { row.Version, row.Hash }).FirstOrDefaultAsync(cancellationToken);
        if (last?.Hash != hash)
        {
            context.Add(new DirectoryVersionRow
            {
                Version = (last?.Version ?? 0) + 1,
                Hash = hash,
                Document = document,
                LoadedBy = loadedBy,
                LoadedAt = time.GetUtcNow(),
            });
            await context.SaveChangesAsync(cancellationToken);
        }

        _current = snapshot;
    }
}
