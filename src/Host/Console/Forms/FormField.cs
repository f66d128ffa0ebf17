using System.Text.Json;

namespace GridGov.Workflow.Host.Console.Forms;

/// <summary>How a field is asked for.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>One of a list.</summary>
    Choice,

    /// <summary>Date and time in China.</summary>
    Moment,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes, no, or not said.</summary>
    Flag,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>Some of a list.</summary>
    Choices,

    /// <summary>References to proofs: numbers of other systems, and attachments where they are kept here.</summary>
    Evidence,

    /// <summary>Amount, unit and way of counting.</summary>
    Limit,
}

/// <summary>A choice of a list.</summary>
/// <param name="Group">Heading that it stands under, or null.</param>
public sealed record FieldOption(string Value, string Text, string? Group = null);

/// <summary>One field of a form, read from the task's JSON Schema subset.</summary>
public sealed record FormField(string Name, string Label, FieldKind Kind, bool IsRequired, int? MaxLength, IReadOnlyList<FieldOption> Options, IReadOnlyList<FormField> Parts)
{
    /// <summary>Texts longer than this are written in several lines.</summary>
    private const int OneLine = 200;

    internal static FieldKind KindOf(JsonElement schema) => Text(schema, "type") switch
    {
        "array" => IsEvidence(schema) ? FieldKind.Evidence : FieldKind.Texts,
        "object" => FieldKind.Limit,
        "boolean" => FieldKind.Flag,
        "number" or "integer" => FieldKind.Number,
        _ when schema.TryGetProperty("enum", out _) => FieldKind.Choice,
        _ when Text(schema, "format") == "date-time" => FieldKind.Moment,
        _ => MaxLengthOf(schema) is { } longest && longest <= OneLine ? FieldKind.Text : FieldKind.LongText,
    };

    internal static int? MaxLengthOf(JsonElement schema) => schema.TryGetProperty("maxLength", out var longest) && longest.TryGetInt32(out var value) ? value : null;

    // Attachments that are stored here are marked by their format.
    private static bool IsEvidence(JsonElement schema) => schema.TryGetProperty("items", out var items) && Text(items, "format") == "attachment";

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
