using System.Buffers;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>Writes definition JSON: as it stands (order and numbers kept, Chinese unescaped), or canonical for hashing.</summary>
public static class DefinitionJson
{
    /// <summary>Top-level members that say nothing about what a version does; they are no part of a content.</summary>
    public static readonly FrozenSet<string> Administrative =
        FrozenSet.Create(StringComparer.Ordinal, "isLatest", "isPublished", "createdAt", "links", "$schema", "toolVersion");

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    public static byte[] Write(JsonNode node, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Plain)) node.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Write(JsonElement json, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Plain)) json.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Canonical bytes: members sorted by ordinal name at every level, no white space, numbers as written. Two documents
    /// that differ only in member order or escaping are equal. For hashing and comparing only.
    /// </summary>
    public static byte[] Canonical(JsonElement json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain)) WriteCanonical(writer, json);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Lower-case hex SHA-256 over the canonical document without its administrative members, followed by one line
    /// <c>{type}@{version}={hash}</c> per pin in ordinal order.
    /// </summary>
    public static string ContentHash(JsonElement document, IReadOnlyDictionary<string, string> pinHashes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Canonical(WithoutAdministrative(document)));
        foreach (var (key, value) in pinHashes.OrderBy(pin => pin.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{key}={value}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The document as it enters a content: everything but <see cref="Administrative"/> members.</summary>
    public static JsonElement WithoutAdministrative(JsonElement document)
    {
        if (!document.EnumerateObject().Any(member => Administrative.Contains(member.Name))) return document;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            foreach (var member in document.EnumerateObject())
            {
                if (!Administrative.Contains(member.Name)) member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Read(buffer.WrittenMemory);
    }

    /// <summary>Parses with the depth of definitions; duplicate member names are an error.</summary>
    internal static JsonElement Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = DefinitionLimits.MaxDepth + 1, AllowDuplicateProperties = false });
        return document.RootElement.Clone();
    }

    private static void WriteCanonical(Utf8JsonWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    WriteCanonical(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray()) WriteCanonical(writer, item);
                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}
