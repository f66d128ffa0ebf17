using System.Globalization;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>Texts that people read about definitions, by code, from the embedded <c>definition-texts.zh-CN.json</c>.</summary>
internal static class DefinitionTexts
{
    private static readonly EmbeddedTexts Texts = new("GridGov.Workflow.Engine.Definitions.Resources.definition-texts.zh-CN.json");

    public static IEnumerable<string> Codes => Texts.Codes;

    /// <summary>The text of a code with its placeholders filled in.</summary>
    /// <exception cref="KeyNotFoundException">The code has no text: add one to the resource.</exception>
    public static string Format(string code, params object?[] arguments) => Texts.Format(code, arguments);

    /// <summary>A time as people in China read it, to the second.</summary>
    public static string LocalTime(DateTimeOffset time) =>
        time.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
