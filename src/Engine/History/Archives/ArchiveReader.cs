using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GridGov.Workflow.Engine.History.Archives;

/// <summary>What a sound archive file holds.</summary>
/// <param name="Hash">The hash that closes it (32 bytes).</param>
/// <param name="Bursts">Hashes of all journal rows by instance, in order.</param>
public sealed record ArchiveContent(ArchiveHead Head, byte[] Hash, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Bursts, int Rows, int Files);

/// <summary>Reads an archive file and proves it, with nothing but the file: its own hash, the chain of every journal, every attached file.</summary>
public sealed class ArchiveReader
{
    private const int KnownVersion = 1;
    private readonly Dictionary<string, IReadOnlyList<byte[]>> _bursts = new(StringComparer.Ordinal);
    private byte[] _hash = HashChain.Origin;
    private ArchiveHead? _head;
    private ArchivedInstance? _instance;
    private List<byte[]> _chain = [];
    private (ArchivedFile File, IncrementalHash Hash, long Size)? _file;
    private ArchiveEnd? _end;
    private long _lines;
    private int _rows;
    private int _files;

    private ArchiveReader()
    {
    }

    /// <exception cref="InvalidDataException">Not sound; the message names the line.</exception>
    public static async Task<ArchiveContent> ReadAsync(string path, CancellationToken stop)
    {
        var reader = new ArchiveReader();
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        using var lines = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            while (await lines.ReadLineAsync(stop) is { } line) reader.Take(line);
            return reader.Content();
        }
        catch (Exception e) when (e is JsonException or FormatException or DecoderFallbackException or NotSupportedException)
        {
            throw reader.Fault($"cannot be read: {e.Message}", e);
        }
        finally
        {
            reader._file?.Hash.Dispose();
        }
    }

    private void Take(string text)
    {
        if (_end is not null) throw Fault("stands after the end");
        var line = JsonSerializer.Deserialize<ArchiveLine>(text, ArchiveLine.Json) ?? throw Fault("is null");
        if (_file is not null && line is not ArchivedBytes) EndFile();
        switch (line)
        {
            case ArchiveHead head when _lines == 0 && head.Version == KnownVersion: _head = head; break;
            case ArchiveHead head: throw Fault(_lines > 0 ? "is a second beginning" : $"is of version {head.Version}; known is {KnownVersion}");
            case not ArchiveHead when _head is null: throw Fault("is not the beginning of an archive");
            case ArchivedInstance instance: Begin(instance); break;
            case ArchivedBurst burst: Add(burst); break;
            case ArchivedRow: _rows++; break;
            case ArchivedFile file: _file = (file, IncrementalHash.CreateHash(HashAlgorithmName.SHA256), 0); break;
            case ArchivedBytes bytes: Add(bytes); break;
            case ArchiveEnd end: End(end); return;
            default: throw Fault("is of no known type");
        }

        _hash = ArchiveHash.Next(_hash, Encoding.UTF8.GetBytes(text));
        _lines++;
    }

    private void Begin(ArchivedInstance instance)
    {
        EndInstance();
        if (_bursts.ContainsKey(instance.Id)) throw Fault($"begins instance {instance.Id} a second time");
        (_instance, _chain) = (instance, []);
    }

    private void Add(ArchivedBurst burst)
    {
        if (_instance?.Id != burst.InstanceId) throw Fault($"belongs to instance {burst.InstanceId}, which has not begun");
        if (burst.Sequence != _chain.Count + 1) throw Fault($"has number {burst.Sequence}; expected is {_chain.Count + 1}");
        var row = burst.Row();
        if (!row.PreviousHash.AsSpan().SequenceEqual(_chain.Count == 0 ? HashChain.Origin : _chain[^1])) throw Fault("does not follow the burst before it");
        if (!HashChain.Hash(row, Encoding.UTF8.GetBytes(burst.Payload)).AsSpan().SequenceEqual(row.Hash)) throw Fault("was changed: its hash is of another content");
        _chain.Add(row.Hash);
    }

    private void Add(ArchivedBytes bytes)
    {
        if (_file is not { } file) throw Fault("holds bytes of no file");
        file.Hash.AppendData(bytes.Data);
        _file = file with { Size = file.Size + bytes.Data.Length };
    }

    private void EndFile()
    {
        var (file, hash, size) = _file!.Value;
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        hash.Dispose();
        _file = null;
        _files++;
        if (size != file.Size || found != file.Hash) throw Fault($"follows the file {file.Hash}, whose bytes are others");
    }

    private void EndInstance()
    {
        if (_instance is not { } instance) return;
        var isWhole = _chain.Count == instance.Bursts && _chain.Count > 0 && Convert.ToHexStringLower(_chain[^1]) == instance.HeadHash;
        if (!isWhole) throw Fault($"follows instance {instance.Id}, which should have {instance.Bursts} bursts and end in {instance.HeadHash}");
        _bursts[instance.Id] = _chain;
        _instance = null;
    }

    private void End(ArchiveEnd end)
    {
        EndInstance();
        if (end.Lines != _lines || end.Hash != Convert.ToHexStringLower(_hash)) throw Fault($"closes {end.Lines} lines with another hash than these {_lines} have");
        _end = end;
    }

    private ArchiveContent Content() => _end is null
        ? throw Fault("is missing: the file was cut off")
        : new ArchiveContent(_head!, _hash, _bursts, _rows, _files);

    private InvalidDataException Fault(string what, Exception? inner = null) => new($"Line {_lines + 1} {what}.", inner);
}
