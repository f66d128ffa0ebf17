using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Partners;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Activities.Directory.Persistence;

/// <summary>
/// The directory in the database, with the routing, grid matters, connected partners, calendars and catalogues that belong to it: versions are added, never changed.
/// A node reads the newest one at start and when one was loaded, here or on another node; older ones when a case that is replayed names them.
/// </summary>
public sealed class DirectoryStore : IDirectory, ICaseDataSource, IReferenceData
{
    private const int Tries = 3;
    private const string Topic = "directory";
    private readonly IWorkflowDb _db;
    private readonly TimeProvider _time;
    private readonly IClusterSignals? _cluster;
    private readonly ConcurrentDictionary<int, Loaded> _versions = new();
    private volatile Loaded? _current;

    public DirectoryStore(IWorkflowDb db, TimeProvider time, IClusterSignals? cluster = null)
    {
        (_db, _time, _cluster) = (db, time, cluster);
        cluster?.Subscribe(Topic, version => _ = Task.Run(() => RefreshAsync(CancellationToken.None)));
    }

    public DirectorySnapshot Current => InForce.Data.Directory;

    /// <summary>Version in force; null before the first was loaded.</summary>
    public int? Version => _current?.Info.Version;

    /// <summary>Facts about the version in force.</summary>
    public DirectoryVersion Info => InForce.Info;

    public CaseData Newest => InForce.Data;

    internal ReferenceDocument Document => InForce.Document;

    private Loaded InForce => _current ?? throw new InvalidOperationException("The directory has not been loaded yet; the Host loads it at start.");

    public CaseData Of(int? version)
    {
        if (version is not { } wanted) return CaseData.Default;
        if (_versions.TryGetValue(wanted, out var known)) return known.Data;

        // Once per version and process, and a version never changes: no different from code that is loaded when it is needed.
        using var context = _db.Open();
        var row = context.Set<DirectoryVersionRow>().AsNoTracking().FirstOrDefault(row => row.Version == wanted)
            ?? throw new KeyNotFoundException($"Version {wanted} of the directory is not in the database; versions are never removed.");
        return Take(row).Data;
    }

    /// <summary>Takes the newest stored version into memory; false when there is none.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        if (await NewestAsync(cancellationToken) is not { } row) return false;
        Take(row);
        return true;
    }

    /// <summary>Checks a document and puts it in force as a new version; the same content again changes nothing.</summary>
    /// <param name="document">See <see cref="ReferenceDocument"/>.</param>
    /// <exception cref="DataFiles.DataFileException">The document is wrong; lists every fault with its place.</exception>
    public Task<DirectoryVersion> LoadAsync(string document, string loadedBy, CancellationToken cancellationToken) => ChangeAsync(_ => document, loadedBy, cancellationToken);

    /// <summary>Puts in force what a change makes of the version before; when another comes in between, it is made again of that one.</summary>
    /// <param name="change">Null = nothing is to be changed.</param>
    internal async Task<DirectoryVersion> ChangeAsync(Func<ReferenceDocument, string?> change, string loadedBy, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var last = await NewestAsync(cancellationToken);
            var before = last is null ? ReferenceDocument.Shipped : Take(last).Document;
            if (change(before) is not { } document) return Info;
            var read = ReferenceDocument.Read("directory", Encoding.UTF8.GetBytes(document), before);
            if (last is not null && read.Text == before.Text) return Take(last).Info;
            var row = new DirectoryVersionRow
            {
                Version = (last?.Version ?? 0) + 1,
                Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(read.Text))),
                Document = read.Text,
                LoadedBy = loadedBy,
                LoadedAt = _time.GetUtcNow(),
            };
            try
            {
                await using var context = _db.Open();
                context.Add(row);
                await context.SaveChangesAsync(cancellationToken);
                var loaded = Take(row).Info;
                _cluster?.Send(Topic, loaded.Version.ToString(CultureInfo.InvariantCulture));
                return loaded;
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // Somebody else loaded one in the same moment; this one comes after it.
            }
        }
    }

    /// <summary>Puts in force which partners the configuration gives an address, so that cases ask nobody else.</summary>
    public Task<DirectoryVersion> ConnectAsync(PartnerApiOptions departments, PartnerApiOptions grids, CancellationToken cancellationToken) =>
        LoadAsync($$"""{"partners":{{ConnectedPartners.Describe(departments, grids)}}}""", "configuration", cancellationToken);

    private async Task<DirectoryVersionRow?> NewestAsync(CancellationToken cancellationToken)
    {
        await using var context = _db.Open();
        return await context.Set<DirectoryVersionRow>().AsNoTracking().OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
    }

    private Loaded Take(DirectoryVersionRow row)
    {
        var loaded = _versions.GetOrAdd(row.Version, static (_, stored) => Load(stored), row);
        if (!(_current?.Info.Version >= row.Version)) _current = loaded;
        return loaded;
    }

    private static Loaded Load(DirectoryVersionRow row)
    {
        var document = ReferenceDocument.ReadStored($"directory version {row.Version}", row.Document);
        var info = new DirectoryVersion(row.Version, document.Directory.Version, document.Routing.Version, document.GridMatters.Version, document.Calendar.Version, document.Catalogues[^1].Version, row.Hash, row.LoadedBy, row.LoadedAt);
        return new Loaded(info, document, CaseData.Default.With(document));
    }

    private sealed record Loaded(DirectoryVersion Info, ReferenceDocument Document, CaseData Data);
}
