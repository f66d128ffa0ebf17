using System.Text.Json;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>Reads stored journal rows.</summary>
public static class JournalRows
{
    /// <exception cref="InvalidDataException">The row's payload is damaged or of an unknown format.</exception>
    public static JournalPayload Payload(this JournalRow row) => JournalCodec.Read(Packing.Unpack(row.Payload));

    /// <summary>The stimulus as it is stored: JSON with its kind, without empty members.</summary>
    public static JsonElement StoredStimulus(this JournalRow row)
    {
        using var document = JsonDocument.Parse(Packing.Unpack(row.Payload));
        return document.RootElement.GetProperty("stimulus").Clone();
    }
}
