using System.Text.RegularExpressions;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>How forms and cases name a stored attachment: <c>sha256:{64 hex digits}</c>. Other texts are references of other systems.</summary>
internal static partial class AttachmentReference
{
    public const string Prefix = "sha256:";

    public static string Of(string hash) => Prefix + hash;

    /// <summary>True for a text that means to name an attachment of ours.</summary>
    public static bool IsOurs(string text) => text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The hash of a reference, or of a bare hash, in lower case; null when it is none.</summary>
    public static string? HashOf(string text)
    {
        var hash = IsOurs(text) ? text[Prefix.Length..] : text;
        return Hash().IsMatch(hash) ? hash.ToLowerInvariant() : null;
    }

    [GeneratedRegex("^[0-9a-fA-F]{64}$", RegexOptions.None, 1000)]
    private static partial Regex Hash();
}
