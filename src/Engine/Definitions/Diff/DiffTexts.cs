using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Diff;

/// <summary>The words of a comparison in one language, and values as people read them.</summary>
/// <param name="english">False: zh-CN, the language of the processes. Names of activities and fields that a process or a type brings are data, and stay.</param>
internal sealed class DiffTexts(bool english)
{
    private const int Longest = 80;
    private static readonly EmbeddedTexts English = new("GridGov.Workflow.Engine.Definitions.Resources.diff-texts.en.json");

    public string Format(string code, params object?[] arguments) => english ? English.Format(code, arguments) : DefinitionTexts.Format(code, arguments);

    /// <summary>The name of a thing that has a Chinese display name in code; in English its own name.</summary>
    public string Display(string name, string? chinese) => english ? name.Split('.')[^1] : chinese ?? name;

    /// <summary>Null, absent and empty mean the same to a reader.</summary>
    public static bool IsSame(JsonElement before, JsonElement after)
    {
        if (IsNothing(before) || IsNothing(after)) return IsNothing(before) && IsNothing(after);
        return DefinitionJson.Canonical(before).AsSpan().SequenceEqual(DefinitionJson.Canonical(after));
    }

    /// <summary>An expression as its value, with its type unless that is Literal; anything else as JSON. Null for nothing.</summary>
    public static string? Value(JsonElement value)
    {
        if (IsNothing(value)) return null;
        if (value.Member("expression") is { ValueKind: JsonValueKind.Object } expression)
        {
            if (Value(expression.Member("value")) is not { } inner) return null;
            return expression.Text("type") is null or "Literal" ? inner : $"{inner}（{expression.Text("type")}）";
        }

        if (value.Member("memoryReference").Text("id") is { } target) return target;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : Encoding.UTF8.GetString(DefinitionJson.Write(value));
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest - 1), "…");
    }

    public string OrNone(string? text) => text ?? Format("diff.none");

    /// <summary>The name of a well-known member; any other as it stands.</summary>
    public string Member(string name)
    {
        var code = "diff.member." + name;
        return DefinitionTexts.Codes.Contains(code, StringComparer.Ordinal) ? Format(code) : name;
    }

    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
