using System.Text;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>A kind of file that is accepted. What a file is, its first bytes tell; names and headers may say anything.</summary>
/// <param name="IsShown">True for pictures, which a browser may show in place; all else is saved.</param>
internal sealed record ContentKind(string ContentType, IReadOnlyList<string> Extensions, bool IsShown)
{
    /// <summary>So many bytes are enough to tell.</summary>
    public const int HeadLength = 16;

    public static readonly ContentKind Jpeg = new("image/jpeg", [".jpg", ".jpeg"], true);
    public static readonly ContentKind Png = new("image/png", [".png"], true);
    public static readonly ContentKind WebP = new("image/webp", [".webp"], true);
    public static readonly ContentKind Heic = new("image/heic", [".heic", ".heif"], false);
    public static readonly ContentKind Pdf = new("application/pdf", [".pdf"], false);
    public static readonly ContentKind Mp4 = new("video/mp4", [".mp4", ".m4v", ".3gp"], false);
    public static readonly ContentKind QuickTime = new("video/quicktime", [".mov"], false);
    public static readonly ContentKind Mp4Audio = new("audio/mp4", [".m4a"], false);

    /// <summary>Everything that is accepted.</summary>
    public static readonly IReadOnlyList<ContentKind> All = [Jpeg, Png, WebP, Heic, Pdf, Mp4, QuickTime, Mp4Audio];

    /// <summary>What the public page takes: kinds whose metadata we know how to remove.</summary>
    public static readonly IReadOnlyList<ContentKind> Photos = [Jpeg, Png, WebP, Heic];

    /// <summary>For errors that tell what is allowed.</summary>
    public static string Names(IEnumerable<ContentKind> kinds) => string.Join(", ", kinds.Select(kind => kind.ContentType));

    public static ContentKind? OfType(string contentType) => All.FirstOrDefault(kind => kind.ContentType == contentType);

    /// <summary>The kind of a file by its first bytes, or null when it is none of ours.</summary>
    public static ContentKind? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (head.StartsWith("%PDF-"u8)) return Pdf;
        if (head.Length < 12) return null;
        if (head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8)) return WebP;
        return head[4..8].SequenceEqual("ftyp"u8) ? OfBrand(Encoding.ASCII.GetString(head[8..12])) : null;
    }

    // The major brand of an ISO base media file.
    private static ContentKind? OfBrand(string brand) => brand switch
    {
        "heic" or "heix" or "heim" or "heis" or "hevc" or "mif1" or "msf1" => Heic,
        "isom" or "iso2" or "iso4" or "iso5" or "iso6" or "mp41" or "mp42" or "avc1" or "M4V " or "3gp4" or "3gp5" or "3gp6" => Mp4,
        "qt  " => QuickTime,
        "M4A " => Mp4Audio,
        _ => null,
    };
}
