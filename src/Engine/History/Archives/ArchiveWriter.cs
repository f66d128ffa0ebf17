using System.Security.Cryptography;
using System.Text.Json;

namespace GridGov.Workflow.Engine.History.Archives;

/// <summary>Writes an archive file line by line, with the running hash. Nothing is held in memory but the line.</summary>
public sealed class ArchiveWriter(Stream stream)
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();
    private byte[] _hash = HashChain.Origin;
    private long _lines;

    public async Task WriteAsync(ArchiveLine line, CancellationToken stop)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, ArchiveLine.Json);
        _hash = ArchiveHash.Next(_hash, bytes);
        _lines++;
        await stream.WriteAsync(bytes, stop);
        await stream.WriteAsync(NewLine, stop);
    }

    /// <summary>Writes the last line.</summary>
    /// <returns>The hash that closes the file.</returns>
    public async Task<byte[]> EndAsync(CancellationToken stop)
    {
        var hash = _hash;
        await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes<ArchiveLine>(new ArchiveEnd(_lines, Convert.ToHexStringLower(hash)), ArchiveLine.Json), stop);
        await stream.WriteAsync(NewLine, stop);
        await stream.FlushAsync(stop);
        return hash;
    }
}

/// <summary>The running hash of an archive file.</summary>
internal static class ArchiveHash
{
    public static byte[] Next(byte[] hash, ReadOnlySpan<byte> line)
    {
        using var next = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        next.AppendData(hash);
        next.AppendData(line);
        return next.GetHashAndReset();
    }
}
