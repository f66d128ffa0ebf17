using System.Text.Json;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>Reads stored journal rows.</summary>
public static class JournalRows
{
    /// <exception cref="InvalidDataException">The row's payload is damaged or of an unknown format.</exception>
    public static JournalPayload Payload(this JournalRow row)
    {
        var payload = JournalCodec.Read(Packing.Unpack(row.Payload));
        return payload with { Stimulus = payload.Stimulus with { Id = row.StimulusId, BodyHash = row.BodyHash } };
    }

    /// <summary>The stimulus as JSON with its kind, without empty members.</summary>
    public static JsonElement StoredStimulus(this JournalRow row) =>
        JsonSerializer.SerializeToElement(row.Payload().Stimulus, StimulusJson.Stored.Stimulus);
}
