using System.IO.Compression;
using GridGov.Workflow.Host.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace GridGov.Workflow.Host.Elsa.Wire;

/// <summary>A JSON file from a form, or from a zip in a form.</summary>
internal sealed record UploadedFile(string Name, byte[] Bytes);

/// <summary>Reads the files of a multipart form; zip files are opened. At most 10 MB a file, unpacked.</summary>
internal static class UploadedFiles
{
    private const int MaxMegabytes = 10;
    private const int MaxBytes = MaxMegabytes * 1024 * 1024;
    private const int MaxFiles = 500;

    /// <exception cref="ProblemException">400: no file, too large, or no zip.</exception>
    public static async Task<IReadOnlyList<UploadedFile>> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = 8L * MaxBytes;
        if (!request.HasFormContentType) throw ElsaErrors.Invalid("file.none");
        var files = new List<UploadedFile>();
        foreach (var file in (await request.ReadFormAsync(stop)).Files)
        {
            if (file.Length > MaxBytes) throw TooLarge(file.FileName);
            await using var stream = file.OpenReadStream();
            var bytes = await ReadAsync(stream, file.FileName, stop);
            if (bytes.AsSpan().StartsWith("PK"u8)) files.AddRange(await UnzipAsync(file.FileName, bytes, stop));
            else files.Add(new UploadedFile(file.FileName, bytes));
        }

        return files.Count == 0 ? throw ElsaErrors.Invalid("file.none") : files;
    }

    private static async Task<List<UploadedFile>> UnzipAsync(string name, byte[] bytes, CancellationToken stop)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            var files = new List<UploadedFile>();
            foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(MaxFiles))
            {
                await using var stream = await entry.OpenAsync(stop);
                files.Add(new UploadedFile(entry.Name, await ReadAsync(stream, entry.Name, stop)));
            }

            return files;
        }
        catch (InvalidDataException)
        {
            throw ElsaErrors.Invalid("file.not-zip", name);
        }
    }

    // The declared length of a zip entry may lie: count what really comes.
    private static async Task<byte[]> ReadAsync(Stream stream, string name, CancellationToken stop)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = await stream.ReadAsync(chunk, stop)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxBytes) throw TooLarge(name);
        }

        return buffer.ToArray();
    }

    private static ProblemException TooLarge(string name) => ElsaErrors.Invalid("file.too-large", name, MaxMegabytes);
}
