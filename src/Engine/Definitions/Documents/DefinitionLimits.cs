using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>Bounds of a definition document, so that a posted file cannot exhaust the server.</summary>
internal static class DefinitionLimits
{
    /// <summary>UTF-8 bytes of the JSON text.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Nesting of objects and arrays.</summary>
    public const int MaxDepth = 256;

    /// <summary>Activities of one document, nested ones included.</summary>
    public const int MaxActivities = 5_000;

    /// <exception cref="DefinitionException">Too large, too deep, or not JSON; names the place.</exception>
    public static void CheckText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            throw DefinitionException.Create(DefinitionErrorKind.Format, "definition.too-large", utf8.Length, MaxBytes);
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 100_000 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth < MaxDepth || reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject)) continue;
                throw DefinitionException.Create(DefinitionErrorKind.Format, "definition.too-deep", MaxDepth, reader.TokenStartIndex);
            }
        }
        catch (JsonException error)
        {
            throw NotJson(error);
        }
    }

    public static DefinitionException NotJson(JsonException error) => new(
        DefinitionErrorKind.Format,
        "definition.not-json",
        DefinitionTexts.Format("definition.not-json", (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1),
        inner: error);
}
