using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>Bytes that lie in the folder under a temporary name.</summary>
internal sealed record StagedBlob(string Path, string Hash, long Size, byte[] Head);

/// <summary>
/// Files by the hash of their content, in a folder that nodes may share, under <c>ab/cd/{hash}</c>. A file has its name only when
/// all of it is on disk: written under another one, flushed, then renamed, and its folder flushed.
/// </summary>
internal sealed class BlobFolder
{
    private const int BufferSize = 81_920;
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
    private readonly string _root;
    private readonly string _incoming;
    private readonly TimeProvider _time;

    public BlobFolder(IOptions<HostOptions> options, IOptions<AttachmentOptions> attachments, TimeProvider time)
    {
        _time = time;
        _root = attachments.Value.FolderIn(options.Value.DataFolder);
        _incoming = Path.Combine(_root, "incoming");
        Directory.CreateDirectory(_incoming);

        // What a killed process left half-written.
        var before = time.GetUtcNow().UtcDateTime - Abandoned;
        foreach (var file in Directory.EnumerateFiles(_incoming).Where(file => File.GetLastWriteTimeUtc(file) < before)) File.Delete(file);
    }

    /// <summary>Takes the bytes in, as far as the limit goes.</summary>
    /// <returns>Null when there are more than the limit; nothing is kept then.</returns>
    public async Task<StagedBlob?> StageAsync(Stream content, long maxBytes, CancellationToken stop)
    {
        var path = NewIncoming();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var head = new MemoryStream(ContentKind.HeadLength);
            long size = 0;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
                {
                    size += read;
                    if (size > maxBytes) break;
                    hash.AppendData(buffer, 0, read);
                    if (head.Length < ContentKind.HeadLength) head.Write(buffer, 0, Math.Min(read, ContentKind.HeadLength - (int)head.Length));
                    await file.WriteAsync(buffer.AsMemory(0, read), stop);
                }

                file.Flush(flushToDisk: true);
            }

            if (size <= maxBytes) return new StagedBlob(path, Convert.ToHexStringLower(hash.GetHashAndReset()), size, head.ToArray());
            File.Delete(path);
            return null;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Gives the bytes their name. The same content again changes nothing.</summary>
    public void Keep(StagedBlob blob)
    {
        var final = PathOf(blob.Hash);
        if (File.Exists(final))
        {
            File.Delete(blob.Path);
            return;
        }

        // Each folder of the way that is new has its name in the one above.
        var folder = Path.GetDirectoryName(final)!;
        var above = Path.GetDirectoryName(folder)!;
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        File.Move(blob.Path, final, overwrite: true);
        FolderFlush.Flush(folder);
        if (!isNew) return;
        FolderFlush.Flush(above);
        FolderFlush.Flush(_root);
    }

    public static void Drop(StagedBlob blob) => File.Delete(blob.Path);

    /// <summary>Takes the bytes out from under their name. What is neither dropped nor given back is removed by a later start.</summary>
    /// <returns>Null when they are not there.</returns>
    public StagedBlob? Retire(string hash)
    {
        var aside = NewIncoming();
        try
        {
            File.Move(PathOf(hash), aside);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        File.SetLastWriteTimeUtc(aside, _time.GetUtcNow().UtcDateTime);
        return new StagedBlob(aside, hash, new FileInfo(aside).Length, []);
    }

    private string NewIncoming() => Path.Combine(_incoming, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    public string PathOf(string hash) => Path.Combine(_root, hash[..2], hash[2..4], hash);
}
