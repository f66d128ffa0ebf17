using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;

namespace GridGov.Workflow.Host.Designer.Assets;

/// <summary>
/// The Elsa Studio package as npm delivered it: what is served, by its path below <c>/designer/</c>. Read once; a path that is
/// not among its files leads nowhere, so no request reaches outside of the folder.
/// </summary>
internal sealed partial class StudioPackage
{
    // Beside a published Host; else where this build restored it.
    private const string PublishedFolder = "studio";
    private const string BuildFolderKey = "StudioFolder";
    private static readonly string[] Served = ["_framework/", "_content/", "Elsa.Studio.Host.CustomElements.styles.css", "appsettings.json"];
    private readonly FrozenDictionary<string, StudioFile> _files;

    public StudioPackage()
    {
        var folder = Folders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "package.json")));
        _files = folder is null ? FrozenDictionary<string, StudioFile>.Empty : Read(folder);
        Version = folder is null ? null : VersionOf(folder);
    }

    /// <summary>Version of the package, or null when there is none: the Host was built without it.</summary>
    public string? Version { get; }

    public StudioFile? Find(string path) => _files.GetValueOrDefault(path);

    private static IEnumerable<string> Folders()
    {
        yield return Path.Combine(AppContext.BaseDirectory, PublishedFolder);
        var built = typeof(StudioPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == BuildFolderKey)?.Value;
        if (built is not null) yield return built;
    }

    private static FrozenDictionary<string, StudioFile> Read(string folder)
    {
        var types = new FileExtensionContentTypeProvider
        {
            Mappings = { [".dat"] = "application/octet-stream", [".map"] = "application/json", [".webmanifest"] = "application/manifest+json", [".scss"] = "text/plain" },
        };
        var all = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal);
        return all.Where(file => !file.EndsWith(".br", StringComparison.Ordinal) && !file.EndsWith(".gz", StringComparison.Ordinal))
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .Where(item => Served.Any(prefix => item.Path.StartsWith(prefix, StringComparison.Ordinal)))
            .ToFrozenDictionary(item => item.Path, item => new StudioFile(
                item.File,
                all.Contains(item.File + ".br") ? item.File + ".br" : null,
                all.Contains(item.File + ".gz") ? item.File + ".gz" : null,
                types.TryGetContentType(item.File, out var type) ? type : "application/octet-stream",
                item.Path.StartsWith("_framework/", StringComparison.Ordinal) && Fingerprint().IsMatch(item.Path)), StringComparer.Ordinal);
    }

    private static string VersionOf(string folder)
    {
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
        return package.RootElement.GetProperty("version").GetString()!;
    }

    [GeneratedRegex(@"\.[a-z0-9]{10}\.[a-z]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fingerprint();
}
