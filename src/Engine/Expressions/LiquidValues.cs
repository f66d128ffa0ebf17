using System.Collections;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using Scriban.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Values between JSON and templates.</summary>
internal static class LiquidValues
{
    private const int MaxDepth = 64;

    public static object? ToLiquid(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: return value.GetString();
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Number:
                if (value.TryGetInt32(out var small)) return small;
                if (value.TryGetInt64(out var large)) return large;
                return value.TryGetDecimal(out var exact) ? exact : value.GetDouble();
            case JsonValueKind.Array: return new ScriptArray(value.EnumerateArray().Select(ToLiquid));
            case JsonValueKind.Object:
                var result = new ScriptObject();
                foreach (var member in value.EnumerateObject()) result[member.Name] = ToLiquid(member.Value);
                return result;
            default: return null;
        }
    }

    public static string ToJsonText(object? value, ExpressionOptions options)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonValues.WriterOptions)) Write(writer, value, 0, options);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Concat(IEnumerable<string> texts, ExpressionOptions options)
    {
        var result = new StringBuilder();
        foreach (var text in texts)
        {
            if (result.Length + (long)text.Length > options.MaxStringLength) throw TooLong(options);
            result.Append(text);
        }

        return result.ToString();
    }

    public static ExpressionException TooLong(ExpressionOptions options) =>
        new("expression.size-limit", ExpressionTexts.Format("Liquid.TooLong", options.MaxStringLength, options.MaxArraySize));

    private static void Write(Utf8JsonWriter writer, object? value, int depth, ExpressionOptions options)
    {
        if (depth > MaxDepth || writer.BytesCommitted + writer.BytesPending > options.MaxStringLength) throw TooLong(options);
        switch (value)
        {
            case string text: writer.WriteStringValue(text); break;
            case bool boolean: writer.WriteBooleanValue(boolean); break;
            case int or long or decimal: writer.WriteNumberValue(Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture)); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case IScriptObject complex and not ScriptArray:
                writer.WriteStartObject();
                foreach (var name in complex.GetMembers())
                {
                    writer.WritePropertyName(name);
                    Write(writer, complex.TryGetValue(null, default, name, out var member) ? member : null, depth + 1, options);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item, depth + 1, options);
                writer.WriteEndArray();
                break;
            default: writer.WriteNullValue(); break;
        }
    }
}
