using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace GridGov.Workflow.Host.Tests.Upgrade;

/// <summary>What is kept of a release, in the folder of its name: a city per database, made by that release, and the hashes of its migrations.</summary>
internal sealed class Release(string version)
{
    /// <summary>The PostgreSQL database in the data folder of its city.</summary>
    public const string Dump = "gridgov.dump";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly string _folder = Path.Combine(Here(), "Releases", version);

    public static IEnumerable<string> All() => Directory.GetDirectories(Path.Combine(Here(), "Releases")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>Keeps a city whose Host has ended.</summary>
    public void Keep(string provider, ReleaseCity city, string dataFolder)
    {
        Directory.CreateDirectory(_folder);
        File.Delete(Packed(provider));
        ZipFile.CreateFromDirectory(dataFolder, Packed(provider), CompressionLevel.SmallestSize, includeBaseDirectory: false);
        File.WriteAllText(Names(provider), JsonSerializer.Serialize(city, Indented) + "\n");
        File.WriteAllLines(Hashes, Migrations().Select(file => $"{Hash(file)}  {Path.GetRelativePath(MigrationFolder(), file).Replace('\\', '/')}"));
    }

    /// <summary>Lays a kept city out as a data folder.</summary>
    public ReleaseCity Restore(string provider, string dataFolder)
    {
        ZipFile.ExtractToDirectory(Packed(provider), dataFolder);
        return JsonSerializer.Deserialize<ReleaseCity>(File.ReadAllText(Names(provider)))!;
    }

    /// <summary>Migrations that the release had and that are missing or changed now.</summary>
    public IEnumerable<string> EditedMigrations() =>
        from line in File.ReadLines(Hashes)
        let parts = line.Split("  ")
        let file = Path.Combine(MigrationFolder(), parts[1])
        where !File.Exists(file) || Hash(file) != parts[0]
        select parts[1];

    private string Hashes => Path.Combine(_folder, "migrations.sha256");

    private string Packed(string provider) => Path.Combine(_folder, provider + ".zip");

    private string Names(string provider) => Path.Combine(_folder, provider + ".json");

    private static IEnumerable<string> Migrations() => Directory.GetFiles(MigrationFolder(), "*_*.cs", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".Designer.cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static string MigrationFolder() => Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "Host", "Persistence", "Migrations"));

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
