namespace GridGov.Workflow.Host.Console.Shell;

/// <summary>An entry of the main navigation.</summary>
/// <param name="Also">Further address under which the entry is the current one.</param>
public sealed record ConsoleLink(string Url, string TextKey, string? Also = null)
{
    /// <summary>Whether the page at the path belongs to this entry.</summary>
    public bool Covers(string path) => IsUnder(path, Url) || (Also is not null && IsUnder(path, Also));

    private static bool IsUnder(string path, string url) =>
        path == url || (url != "/" && path.StartsWith(url.TrimEnd('/') + "/", StringComparison.Ordinal));
}
