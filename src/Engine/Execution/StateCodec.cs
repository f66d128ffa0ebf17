using System.Text.Json;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// Stored form of the state: <c>{ "format": 1, "state": { … }, "subject": … }</c>, UTF-8, empty members left out. The subject
/// writes and reads itself. A later format adds an upcaster from each earlier one here.
/// </summary>
public sealed class StateCodec(ISubject? subject = null) : IStateCodec
{
    public void Write(Utf8JsonWriter json, InstanceState state)
    {
        json.WriteStartObject();
        json.WriteNumber("format", InstanceState.CurrentFormat);
        json.WritePropertyName("state");
        StateWriter.Write(json, state);
        if (state.Subject is not null)
        {
            json.WritePropertyName("subject");
            Owner(state.InstanceId).Write(json, state.Subject);
        }

        json.WriteEndObject();
    }

    public InstanceState Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var format = root.GetProperty("format").GetInt32();
            if (format > InstanceState.CurrentFormat)
            {
                throw new NewerFormatException($"State format {format} is not known; this version reads format {InstanceState.CurrentFormat}. Use a newer version.");
            }

            if (format != InstanceState.CurrentFormat)
            {
                throw new InvalidDataException($"State format {format} is not known; this version reads format {InstanceState.CurrentFormat}.");
            }

            var state = root.GetProperty("state").Deserialize(InstanceStateJson.Default.InstanceState)
                ?? throw new InvalidDataException("The stored state is null.");
            if (root.TryGetProperty("subject", out var stored)) state.Subject = Owner(state.InstanceId).Read(stored.Clone());
            return state;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"The stored bytes are no instance state: {e.Message}", e);
        }
    }

    private ISubject Owner(string instanceId) => subject
        ?? throw new InvalidDataException($"Instance '{instanceId}' has a subject, but no ISubject is registered; register the one that wrote it.");
}
