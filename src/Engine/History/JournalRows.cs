using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>Reads stored journal rows.</summary>
public static class JournalRows
{
    /// <exception cref="InvalidDataException">The row's payload is damaged or of an unknown format.</exception>
    public static JournalPayload Payload(this JournalRow row) => JournalCodec.Read(Packing.Unpack(row.Payload));
}
