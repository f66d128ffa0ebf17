namespace GridGov.Workflow.Host.Designer.Assets;

/// <summary>A file of the Studio package as it is served.</summary>
/// <param name="Plain">Its place on disk.</param>
/// <param name="Brotli">The same compressed, or null when the package has no such file.</param>
/// <param name="Gzip">The same compressed, or null.</param>
/// <param name="IsFingerprinted">The name changes with the content, so a browser may keep it for good.</param>
internal sealed record StudioFile(string Plain, string? Brotli, string? Gzip, string ContentType, bool IsFingerprinted)
{
    /// <summary>The smallest form that a browser takes.</summary>
    public (string File, string? Encoding) For(bool takesBrotli, bool takesGzip) =>
        takesBrotli && Brotli is not null ? (Brotli, "br")
        : takesGzip && Gzip is not null ? (Gzip, "gzip")
        : (Plain, null);
}
