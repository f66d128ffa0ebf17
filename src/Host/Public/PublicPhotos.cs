using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Attachments.Cleaning;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Public;

/// <summary>Takes the photos of a public form: few, small, and without the metadata that tells where the citizen lives.</summary>
internal sealed class PublicPhotos(AttachmentStore store, IOptions<AttachmentOptions> options)
{
    public const string Field = "photos";
    private const int FormOverhead = 256 * 1024;

    /// <summary>Most bytes of a form with photos.</summary>
    public static long MostBytes(AttachmentOptions options) => (options.MaxPublicBytes * options.MaxPublicPhotos) + FormOverhead;

    /// <summary>What is wrong with the photos: the key of a text, or null.</summary>
    public string? Fault(IFormFileCollection files)
    {
        var photos = files.GetFiles(Field).Where(file => file.Length > 0).ToList();
        if (photos.Count > options.Value.MaxPublicPhotos) return "Public.Fault.PhotoCount";
        return photos.Any(photo => photo.Length > options.Value.MaxPublicBytes) ? "Public.Fault.PhotoSize" : null;
    }

    /// <returns>References of the stored photos, or null when one of them is no sound photo.</returns>
    public async Task<IReadOnlyList<string>?> StoreAsync(IFormFileCollection files, CancellationToken stop)
    {
        var cleaned = new List<(byte[] Bytes, string Name)>();
        foreach (var file in files.GetFiles(Field).Where(file => file.Length > 0))
        {
            using var buffer = new MemoryStream((int)file.Length);
            await file.CopyToAsync(buffer, stop);
            var bytes = buffer.ToArray();
            if (ContentKind.Of(bytes) is not { } kind || PhotoCleaning.Clean(kind, bytes) is not { } clean) return null;

            // A name like 王小明家门口.jpg is personal too.
            cleaned.Add((clean, $"photo-{cleaned.Count + 1}{kind.Extensions[0]}"));
        }

        var references = new List<string>();
        foreach (var (bytes, name) in cleaned)
        {
            using var content = new MemoryStream(bytes);
            references.Add((await store.SaveAsync(content, name, options.Value.MaxPublicBytes, ContentKind.Photos, PublicCitizen.Id, stop)).Reference);
        }

        return references;
    }
}
