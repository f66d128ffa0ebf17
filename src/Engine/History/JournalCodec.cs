using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.History;

/// <summary>Canonical JSON of a journal row's payload: <c>{"v":1,"stimulus":…,"entries":[…],"result":…}</c>.</summary>
public static class JournalCodec
{
    public const int Format = 1;

    /// <summary>The payload of a burst, as bytes to hash and to store. Id and body hash of the stimulus are columns of the row and not repeated.</summary>
    public static byte[] Write(Stimulus stimulus, IReadOnlyList<JournalEntry> entries, JsonElement result)
    {
        using var scratch = JsonScratch.Take();
        Write(scratch.Writer, stimulus, entries, result);
        return scratch.Written.ToArray();
    }

    internal static void Write(Utf8JsonWriter writer, Stimulus stimulus, IReadOnlyList<JournalEntry> entries, JsonElement result)
    {
        writer.WriteStartObject();
        writer.WriteNumber("v"u8, Format);
        writer.WritePropertyName("stimulus"u8);
        JsonSerializer.Serialize(writer, stimulus with { Id = "", BodyHash = null }, StimulusJson.Stored.Stimulus);
        writer.WritePropertyName("entries"u8);
        WriteEntries(writer, entries);
        if (result.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("result"u8);
            result.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a payload; <see cref="JournalRows.Payload"/> adds what the row's columns hold.</summary>
    /// <exception cref="InvalidDataException">Not a payload, or of a format that this version does not know.</exception>
    public static JournalPayload Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement.Clone();
            var format = root.GetProperty("v").GetInt32();
            if (format != Format) throw new InvalidDataException($"Journal format {format} is unknown; this version reads format {Format}.");
            var stimulus = root.GetProperty("stimulus").Deserialize(StimulusJson.Stored.Stimulus)
                ?? throw new InvalidDataException("A journal payload has no stimulus.");
            return new JournalPayload(
                stimulus,
                [.. root.GetProperty("entries").EnumerateArray().Select(EntryJson.Read)],
                root.TryGetProperty("result", out var result) ? result : default);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new InvalidDataException($"A journal payload cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The stimulus's name in the journal's kind column: its type discriminator.</summary>
    public static string KindOf(Stimulus stimulus) => stimulus switch
    {
        Start { Foreign.ValueKind: not JsonValueKind.Undefined } => "import",
        Start => "start",
        ResumeBookmark => "resume",
        TimerDue => "timer",
        TaskCompleted => "task-completed",
        TaskChanged => "task-changed",
        EffectSucceeded => "effect-succeeded",
        EffectFailed => "effect-failed",
        EventReceived => "event",
        SubjectCommand => "subject",
        Cancel => "cancel",
        Retry => "retry",
        Migrate => "migrate",
        Amend => "amend",
        Delete => "delete",
        _ => throw new ArgumentException($"Stimulus type '{stimulus.GetType().Name}' is not one of the closed set.", nameof(stimulus)),
    };

    /// <summary>One entry alone, to compare a replay with the record.</summary>
    internal static ReadOnlySpan<byte> WriteEntry(JournalEntry entry)
    {
        using var scratch = JsonScratch.Take();
        EntryJson.Write(scratch.Writer, entry);
        return scratch.Written.ToArray();
    }

    private static void WriteEntries(Utf8JsonWriter writer, IReadOnlyList<JournalEntry> entries)
    {
        writer.WriteStartArray();
        foreach (var entry in entries) EntryJson.Write(writer, entry);
        writer.WriteEndArray();
    }
}
