using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Generated serialisers of the state.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(OptionalElementConverter)])]
[JsonSerializable(typeof(InstanceState))]
internal sealed partial class InstanceStateJson : JsonSerializerContext;

/// <summary>A chart has dozens of connections, and its counters are written with every burst: one number each.</summary>
internal sealed class ConnectionVisitConverter : JsonConverter<ConnectionVisit>
{
    public override ConnectionVisit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var count = reader.GetInt32();
        return new ConnectionVisit(Math.Abs(count), count > 0);
    }

    public override void Write(Utf8JsonWriter writer, ConnectionVisit value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Stored);
}

/// <summary>Writes a JsonElement; Undefined, which means "no value" throughout the engine, as null where it cannot be left out.</summary>
internal sealed class OptionalElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        if (value.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
        else value.WriteTo(writer);
    }
}
