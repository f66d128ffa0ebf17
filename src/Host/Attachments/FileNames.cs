namespace GridGov.Workflow.Host.Attachments;

/// <summary>Makes the name that a sender gave a file harmless.</summary>
internal static class FileNames
{
    public const int MaxLength = 120;

    /// <summary>The last part of the path without control characters and quotes, at most 120 characters, ending as its content asks.</summary>
    public static string Clean(string? given, ContentKind kind)
    {
        var name = (given ?? "").Split('/', '\\')[^1];
        name = new string([.. name.Where(letter => !char.IsControl(letter) && letter is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))]).Trim(' ', '.');
        if (name.Length == 0) name = "attachment";
        if (!kind.Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))) name += kind.Extensions[0];
        return name.Length <= MaxLength ? name : name[^MaxLength..];
    }
}
