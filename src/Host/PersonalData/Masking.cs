using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.PersonalData;

/// <summary>Leaves of personal values what is needed to tell that they are there, and whose they may be.</summary>
internal static class Masking
{
    private const string Hidden = "***";

    /// <summary>Every text of the object masked: of a name the first character, of a phone number its ends, of all else nothing.</summary>
    public static JsonElement Of(JsonElement values)
    {
        if (values.ValueKind != JsonValueKind.Object) return JsonSerializer.SerializeToElement(Hidden);
        var masked = new JsonObject();
        foreach (var member in values.EnumerateObject())
            masked[member.Name] = member.Value.ValueKind == JsonValueKind.String ? Mask(member.Name, member.Value.GetString()!) : null;
        return JsonSerializer.SerializeToElement(masked);
    }

    private static string Mask(string name, string text) => name switch
    {
        "name" when text.Length > 0 => new System.Globalization.StringInfo(text).SubstringByTextElements(0, 1) + "**",
        "phone" when text.Length >= 11 => $"{text[..3]}****{text[^4..]}",
        _ => Hidden,
    };
}
