namespace GridGov.Workflow.Host.Attachments.Cleaning;

/// <summary>
/// Removes from a photo what its maker did not mean to publish: position, device, editing history, embedded thumbnails. The
/// picture itself stays byte for byte; of the metadata only what its look depends on is kept (orientation, colour profile).
/// </summary>
internal static class PhotoCleaning
{
    /// <returns>The cleaned photo, or null when its structure is not sound, so that nothing can be promised about it.</returns>
    public static byte[]? Clean(ContentKind kind, byte[] photo)
    {
        if (kind == ContentKind.Jpeg) return JpegCleaning.Clean(photo);
        if (kind == ContentKind.Png) return PngCleaning.Clean(photo);
        if (kind == ContentKind.Heic) return HeicCleaning.Clean(photo);
        return kind == ContentKind.WebP ? WebPCleaning.Clean(photo) : null;
    }
}
