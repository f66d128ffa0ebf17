using System.Text.Json;
using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>One version of a kind of reference data: what it calls itself, what was read, and the text it was read from.</summary>
internal sealed record ReferenceVersion<T>(string Version, T Data, string Text);

/// <summary>
/// Reads the parts of a reference document that are lists of versions. A version is added, never changed or taken away: open cases
/// compute with the one that they began with. Giving the same version again is no change.
/// </summary>
internal static class ReferenceVersions
{
    /// <param name="part">Name of the member that holds the list; absent = nothing is added.</param>
    /// <param name="given">The same document, for the texts of its rows.</param>
    /// <param name="read">Reads the version under a node, and what it calls itself; throws when it is wrong.</param>
    /// <exception cref="DataFileException">A version is wrong, or is there already with another content.</exception>
    public static IReadOnlyList<ReferenceVersion<T>> Add<T>(
        DataFile file, string part, JsonElement given, IReadOnlyList<ReferenceVersion<T>> before, Func<DataFile, DataNode, (string Version, T Data)> read)
    {
        if (!file.Root.Has(part)) return before;
        var versions = before.ToList();
        foreach (var (index, row) in file.Root.Rows(part).Index())
        {
            if (!row.KindIs(JsonTokenType.StartObject))
            {
                row.Reject($"must be an object, found {row.Describe()}");
                continue;
            }

            var (version, data) = read(file, row);
            var text = given.GetProperty(part)[index].GetRawText();
            if (versions.Find(known => known.Version == version) is not { } same) versions.Add(new ReferenceVersion<T>(version, data, text));
            else if (!IsSame(same.Text, text)) row.Reject("version", $"'{version}' is there already with another content; a version never changes, give the new content a new version");
        }

        file.ThrowIfRejected();
        return versions;
    }

    private static bool IsSame(string before, string after)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        using var old = JsonDocument.Parse(before, options);
        using var next = JsonDocument.Parse(after, options);
        return JsonElement.DeepEquals(old.RootElement, next.RootElement);
    }
}
