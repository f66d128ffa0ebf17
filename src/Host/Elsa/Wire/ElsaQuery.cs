using System.Globalization;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Elsa.Wire;

/// <summary>Query strings as Studio writes them: names in any case, lists as repeated names, an empty value means "not given".</summary>
internal readonly struct ElsaQuery(HttpRequest request)
{
    public string? Text(string name) => request.Query[name].ToString() is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public IReadOnlyList<string> List(string name) => [.. request.Query[name].Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!)];

    /// <exception cref="ProblemException">400: no whole number from 0 on.</exception>
    public int? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ElsaErrors.Invalid("query.invalid", name, text, "0, 1, 2 …");
    }

    /// <exception cref="ProblemException">400: neither true nor false.</exception>
    public bool? Flag(string name)
    {
        if (Text(name) is not { } text) return null;
        return bool.TryParse(text, out var flag) ? flag : throw ElsaErrors.Invalid("query.invalid", name, text, "True, False");
    }

    /// <exception cref="ProblemException">400: no selector of versions.</exception>
    public VersionOptions? Versions() => Text("versionOptions") is { } text ? Versions(text) : null;

    /// <inheritdoc cref="Versions()"/>
    public static VersionOptions Versions(string text) => VersionOptions.TryParse(text, out var options)
        ? options
        : throw ElsaErrors.Invalid("query.invalid", "versionOptions", text, "Latest, Published, LatestOrPublished, LatestAndPublished, Draft, AllVersions, 1, 2 …");
}
