using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>A file to download.</summary>
public sealed record DefinitionFile(string FileName, string ContentType, byte[] Bytes);

/// <summary>Writes export files (elsa-definition-format.md §3.1). Equal versions give equal bytes.</summary>
public static class DefinitionExport
{
    private const int SlugLength = 80;
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One version: its JSON with <c>$schema</c> first.</summary>
    public static DefinitionFile One(DefinitionVersion version)
    {
        var document = new JsonObject { ["$schema"] = WorkflowDocument.SchemaUrl };
        foreach (var (name, value) in JsonObject.Create(version.Document.Json)!.ToList())
        {
            if (name is not ("$schema" or "links")) document[name] = value?.DeepClone();
        }

        return new DefinitionFile(FileName(version.Summary), "application/json", DefinitionJson.Write(document, indented: true));
    }

    /// <summary>Several versions: a zip with one JSON file each, ordered by definition id and version.</summary>
    public static DefinitionFile Many(IEnumerable<DefinitionVersion> versions)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            var ordered = versions.OrderBy(version => version.Summary.DefinitionId, StringComparer.Ordinal).ThenBy(version => version.Summary.Version);
            foreach (var file in ordered.Select(One))
            {
                var entry = zip.CreateEntry(file.FileName);
                entry.LastWriteTime = EntryTime;
                using var content = entry.Open();
                content.Write(file.Bytes);
            }
        }

        return new DefinitionFile("workflow-definitions.zip", "application/zip", stream.ToArray());
    }

    private static string FileName(DefinitionSummary summary) =>
        $"workflow-definition-{Slug(summary.Name)}-{Slug(summary.DefinitionId)}-{Slug(summary.Id)}.json".Replace("--", "-", StringComparison.Ordinal);

    /// <summary>Lower case; letters and digits of any language stay, everything else becomes single dashes: no path can be formed.</summary>
    private static string Slug(string? text)
    {
        var slug = new StringBuilder();
        foreach (var character in (text ?? "").ToLowerInvariant())
        {
            if (slug.Length == SlugLength) break;
            if (char.IsLetterOrDigit(character)) slug.Append(character);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }
}
