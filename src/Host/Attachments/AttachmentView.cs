namespace GridGov.Workflow.Host.Attachments;

/// <summary>What is known of an attachment.</summary>
/// <param name="Reference">What goes into a form: <c>sha256:{hash}</c>.</param>
/// <param name="Url">Where its bytes are, for those who may read them.</param>
/// <param name="IsPicture">True when a browser can show it in place.</param>
public sealed record AttachmentView(string Reference, string Name, string ContentType, long Size, bool IsPicture, string By, DateTimeOffset At, string Url)
{
    internal static AttachmentView Of(AttachmentRow row, AttachmentUseRow use) => new(
        AttachmentReference.Of(row.Hash), use.Name, row.ContentType, row.Size, ContentKind.OfType(row.ContentType) is { IsShown: true }, use.By, use.At,
        AttachmentEndpoints.Path + "/" + row.Hash);
}
