using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>Stored form of a case; members without a value are left out, lists never are.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(GovCase), TypeInfoPropertyName = "Case")]
internal sealed partial class CaseJson : JsonSerializerContext
{
    /// <exception cref="InvalidDataException">Not a case, or of a format that this version does not know.</exception>
    public static GovCase Read(JsonElement json)
    {
        if (!json.TryGetProperty("format", out var format) || format.GetInt32() != GovCase.CurrentFormat)
            throw new InvalidDataException($"A stored case has format '{(format.ValueKind == JsonValueKind.Undefined ? "none" : format.ToString())}'; this version reads {GovCase.CurrentFormat}.");
        return json.Deserialize(Default.Case) ?? throw new InvalidDataException("A stored case is null.");
    }
}
