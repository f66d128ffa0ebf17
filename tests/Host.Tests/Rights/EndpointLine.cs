namespace GridGov.Workflow.Host.Tests.Rights;

/// <summary>One line of <c>endpoints.txt</c>: an endpoint, who may use it, and a request that does no harm.</summary>
/// <param name="Method"><c>ANY</c> for endpoints that look at the method themselves.</param>
/// <param name="Who">Names of <see cref="Caller"/>s.</param>
/// <param name="IsHidden">True where a refused caller may get 404, because the thing's existence is not for everybody.</param>
/// <param name="Query">With its question mark, or empty.</param>
/// <param name="Values">Path values instead of the real ones, for callers who may: what is allowed must not be done.</param>
/// <param name="Body"><c>{}</c> when the line names none.</param>
/// <param name="ContentType">JSON when the line names none (<c>as=…</c>).</param>
internal sealed record EndpointLine(
    string Method, string Route, IReadOnlySet<string> Who, bool IsHidden, string Query, IReadOnlyDictionary<string, string> Values, string Body, string ContentType)
{
    private const string FormType = "application/x-www-form-urlencoded";

    public string Name => $"{Method} {Route}";

    /// <summary>The file with its groups (<c>@name = …</c>) written out.</summary>
    public static IReadOnlyList<EndpointLine> ReadAll()
    {
        var groups = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var lines = new List<EndpointLine>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Rights", "endpoints.txt")))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '@') AddGroup(line);
            else lines.Add(Parse(line));
        }

        return lines;

        void AddGroup(string line)
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            groups[parts[0]] = [.. Words(parts[1]).SelectMany(Expand)];
        }

        EndpointLine Parse(string line)
        {
            var parts = line.Split('|', 3, StringSplitOptions.TrimEntries);
            var name = parts[0].Split(' ', 2);
            var who = Words(parts[1]).ToList();
            var isHidden = who.Remove("hidden");
            var (query, values, body, contentType) = Request(parts.Length > 2 ? parts[2] : "");
            return new EndpointLine(name[0], name[1], who.SelectMany(Expand).ToHashSet(StringComparer.Ordinal), isHidden, query, values, body, contentType);
        }

        IEnumerable<string> Expand(string word) => word[0] != '@' ? [word] : groups.GetValueOrDefault(word)
            ?? throw new InvalidOperationException($"endpoints.txt: the group {word} is not defined above its use.");
    }

    private static (string Query, Dictionary<string, string> Values, string Body, string ContentType) Request(string text)
    {
        var brace = text.IndexOf('{', StringComparison.Ordinal);
        var body = brace < 0 ? "{}" : text[brace..];
        var query = "";
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in Words(brace < 0 ? text : text[..brace]))
        {
            if (word[0] == '?') query = word;
            else values.Add(word[..word.IndexOf('=', StringComparison.Ordinal)], word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }

        var contentType = values.Remove("as", out var named) ? named : "application/json";
        return (query, values, contentType == FormType ? "" : body, contentType);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
