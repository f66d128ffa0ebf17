using System.Text.Json;
using System.Text.Json.Serialization;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>Stored form of a case; members without a value are left out, lists never are.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(GovCase), TypeInfoPropertyName = "Case")]
internal sealed partial class CaseJson : JsonSerializerContext
{
    /// <exception cref="InvalidDataException">Not a case.</exception>
    /// <exception cref="NewerFormatException">A case of a newer version.</exception>
    public static GovCase Read(JsonElement json)
    {
        if (!json.TryGetProperty("format", out var format) || format.GetInt32() < GovCase.CurrentFormat)
            throw new InvalidDataException($"A stored case has format '{(format.ValueKind == JsonValueKind.Undefined ? "none" : format.ToString())}'; this version reads {GovCase.CurrentFormat}.");
        if (format.GetInt32() > GovCase.CurrentFormat)
            throw new NewerFormatException($"A stored case has format {format}; this version reads {GovCase.CurrentFormat}. Use a newer version.");
        return json.Deserialize(Default.Case) ?? throw new InvalidDataException("A stored case is null.");
    }
}
