using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>One line of the anchor file.</summary>
internal sealed record AnchorLine(long Sequence, DateTimeOffset At, int Heads, string Root, string PreviousHash, string Hash, string Signature, string KeyId)
{
    public static AnchorLine Of(AnchorRow row) => new(
        row.Sequence, row.At, row.Heads, Convert.ToHexStringLower(row.Root), Convert.ToHexStringLower(row.PreviousHash), Convert.ToHexStringLower(row.Hash),
        Convert.ToBase64String(row.Signature), row.KeyId);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnchorLine))]
internal sealed partial class AnchorJson : JsonSerializerContext;

/// <summary>
/// The anchors as JSON lines in the data folder, appended and flushed: what a rewritten database is compared with. Best kept on
/// another machine or on write-once storage as well.
/// </summary>
internal sealed class AnchorFile(string dataFolder)
{
    public string Path { get; } = System.IO.Path.Combine(dataFolder, "audit-anchors.jsonl");

    public void Append(AnchorRow row)
    {
        Directory.CreateDirectory(dataFolder);
        using var stream = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(AnchorLine.Of(row), AnchorJson.Default.AnchorLine));
        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }

    /// <summary>All lines; a last line without its end was torn by a crash and is left out.</summary>
    /// <exception cref="InvalidDataException">A line is not an anchor.</exception>
    public IReadOnlyList<AnchorLine> Read()
    {
        if (!File.Exists(Path)) return [];
        var text = File.ReadAllText(Path);
        var lines = new List<AnchorLine>();
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                lines.Add(JsonSerializer.Deserialize(line, AnchorJson.Default.AnchorLine)!);
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"Line {lines.Count + 1} of '{Path}' is not an anchor: {e.Message}", e);
            }
        }

        return lines;
    }

    /// <summary>Cuts a line that a crash tore, so that the next one starts fresh.</summary>
    public void Mend()
    {
        if (!File.Exists(Path)) return;
        var bytes = File.ReadAllBytes(Path);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (end == bytes.Length) return;
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Write);
        stream.SetLength(end);
    }
}
