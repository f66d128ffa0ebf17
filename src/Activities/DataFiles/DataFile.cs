using System.Text;
using System.Text.Json;

namespace GridGov.Workflow.Activities.DataFiles;

/// <summary>
/// A JSON data file read with the position of each value, so that a loader can reject a row by line, column and field.
/// All rejections are collected; <see cref="ThrowIfRejected"/> reports them together.
/// </summary>
internal sealed class DataFile
{
    private readonly List<DataFileError> _errors = [];

    private DataFile(string name) => Name = name;

    public string Name { get; }

    public DataNode Root { get; private set; } = null!;

    public static DataFile Parse(string name, ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var file = new DataFile(name);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        try
        {
            reader.Read();
            var at = new Position(utf8);
            file.Root = file.ReadNode(ref reader, ref at, "$");
            reader.Read();
        }
        catch (JsonException e)
        {
            file.Reject((int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "$", $"is not valid JSON: {e.Message}");
            file.ThrowIfRejected();
        }

        return file;
    }

    /// <summary>Reads a file embedded in this assembly under its path inside the project.</summary>
    public static DataFile Embedded(string path) => Parse(path, EmbeddedBytes(path));

    /// <summary>The bytes of such a file.</summary>
    public static byte[] EmbeddedBytes(string path)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"The assembly has no embedded data file '{path}'.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public void Reject(int line, int column, string path, FaultText fault)
    {
        var message = fault.ToString();
        _errors.Add(new DataFileError(Name, line, column, path, message, FaultTexts.Chinese(fault) ?? message));
    }

    public void ThrowIfRejected()
    {
        if (_errors.Count > 0) throw new DataFileException(Name, _errors);
    }

    private DataNode ReadNode(ref Utf8JsonReader reader, ref Position at, string path)
    {
        var (line, column) = at.MoveTo((int)reader.TokenStartIndex);
        var node = new DataNode(this, reader.TokenType, path, line, column);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var (nameLine, nameColumn) = at.MoveTo((int)reader.TokenStartIndex);
                    reader.Read();
                    if (!node.Members.TryAdd(name, ReadNode(ref reader, ref at, $"{path}.{name}")))
                        Reject(nameLine, nameColumn, $"{path}.{name}", "is given twice; keep one of them");
                }

                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    node.Items.Add(ReadNode(ref reader, ref at, $"{path}[{node.Items.Count}]"));
                break;
            case JsonTokenType.String:
                node.Scalar = reader.GetString()!;
                break;
            default:
                node.Scalar = Encoding.UTF8.GetString(reader.ValueSpan);
                break;
        }

        return node;
    }

    /// <summary>Turns growing byte offsets into line and column without counting the file again for each value.</summary>
    private ref struct Position(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;
        private int _line = 1;
        private int _lineStart;
        private int _seen;

        public (int Line, int Column) MoveTo(int offset)
        {
            for (; _seen < offset; _seen++)
            {
                if (_utf8[_seen] != (byte)'\n') continue;
                _line++;
                _lineStart = _seen + 1;
            }

            return (_line, Encoding.UTF8.GetCharCount(_utf8[_lineStart..offset]) + 1);
        }
    }
}
