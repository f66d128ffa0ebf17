using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Values between JSON and JavaScript. Dates of scripts become text with offset +08:00 (see <see cref="DateTexts"/>).</summary>
internal static class ScriptValues
{
    private const int MaxDepth = 64;

    public static JsValue ToScript(Jint.Engine engine, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => JsValue.Null,
        JsonValueKind.True => JsBoolean.True,
        JsonValueKind.False => JsBoolean.False,
        JsonValueKind.String => JsString.Create(value.GetString()!),
        JsonValueKind.Number => JsNumber.Create(value.GetDouble()),
        _ => new JsonParser(engine, MaxDepth + 1).Parse(JsonMarshal.GetRawUtf8Value(value)),
    };

    /// <summary>A value that a script once stored as a Date comes back as a Date.</summary>
    public static JsValue Revive(Jint.Engine engine, JsonElement value, string type = "Object")
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            var kind = TypeAlias.Parse(type).Kind;
            if ((kind == AliasKind.Date || (kind == AliasKind.Object && DateTexts.IsScriptDate(text))) && DateTexts.TryParse(text, out var date))
            {
                return new JsDate(engine, date);
            }
        }

        return ToScript(engine, value);
    }

    /// <summary>
    /// The JSON form, as <c>JSON.stringify</c> would give it; Undefined for undefined. Runs getters and <c>toJSON</c> of the script,
    /// so it must be called inside the engine's limits.
    /// </summary>
    public static JsonElement ToJson(JsValue value, int maxBytes)
    {
        switch (value.Type)
        {
            case Types.Empty or Types.Undefined: return default;
            case Types.Null: return JsonValues.Null;
            case Types.Boolean: return JsonValues.Of(value.AsBoolean());
            case Types.Number:
                var number = value.AsNumber();
                if (!double.IsFinite(number)) throw Unfit(ExpressionTexts.Format("Result.Number", TypeConverter.ToString(value)));
                return JsonValues.OfNumberText(NumberText(number));
            case Types.Symbol or Types.BigInt: throw Unfit(ExpressionTexts.Format("Result.Kind", value.Type));
        }

        if (value.IsCallable()) throw Unfit(ExpressionTexts.Format("Result.Function"));
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonValues.WriterOptions)) Write(writer, value, 0, maxBytes, string.Empty);
        return buffer.WrittenCount == 0 ? default : JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsValue value, int depth, int maxBytes, string key)
    {
        if (writer.BytesCommitted + writer.BytesPending > maxBytes) throw TooLarge(maxBytes);
        switch (value)
        {
            case JsString text:
                if (text.Length > maxBytes) throw TooLarge(maxBytes);
                writer.WriteStringValue(ValidText(text.ToString()));
                break;
            case JsNumber number:
                var plain = number.AsNumber();
                if (double.IsFinite(plain)) writer.WriteRawValue(NumberText(plain), skipInputValidation: true);
                else writer.WriteNullValue();
                break;
            case JsBoolean boolean:
                writer.WriteBooleanValue(boolean.AsBoolean());
                break;
            case JsDate date:
                WriteDate(writer, date);
                break;
            case ObjectInstance complex when !complex.IsCallable():
                if (depth >= MaxDepth) throw new ExpressionException("expression.size-limit", ExpressionTexts.Format("Result.Depth", MaxDepth));
                WriteObject(writer, complex, depth, maxBytes, key);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectInstance value, int depth, int maxBytes, string key)
    {
        var toJson = value.Get("toJSON", value);
        if (toJson.IsCallable())
        {
            var replaced = toJson.Call(value, [JsString.Create(key)]);
            if (replaced is ObjectInstance again and not JsDate) WriteMembers(writer, again, depth, maxBytes);
            else Write(writer, replaced, depth + 1, maxBytes, key);
            return;
        }

        WriteMembers(writer, value, depth, maxBytes);
    }

    private static void WriteMembers(Utf8JsonWriter writer, ObjectInstance value, int depth, int maxBytes)
    {
        if (value is JsArray array)
        {
            writer.WriteStartArray();
            for (uint index = 0; index < array.Length; index++) Write(writer, array[index], depth + 1, maxBytes, string.Empty);
            writer.WriteEndArray();
            return;
        }

        writer.WriteStartObject();
        foreach (var name in value.GetOwnPropertyKeys(Types.String))
        {
            if (!value.GetOwnProperty(name).Enumerable) continue;
            var member = value.Get(name, value);
            if (member.IsUndefined() || member.IsSymbol() || member.IsCallable()) continue;
            var text = ValidText(name.ToString());
            writer.WritePropertyName(text);
            Write(writer, member, depth + 1, maxBytes, text);
        }

        writer.WriteEndObject();
    }

    private static void WriteDate(Utf8JsonWriter writer, JsDate date)
    {
        if (double.IsNaN(date.DateValue)) writer.WriteNullValue();
        else writer.WriteStringValue(DateText(date));
    }

    /// <summary>The text of a valid date between the years 1 and 9999.</summary>
    public static string DateText(JsDate date) => date.DateValue is > -62135596800000 and < 253402271999999
        ? DateTexts.FormatScriptDate(DateTimeOffset.FromUnixTimeMilliseconds((long)date.DateValue))
        : throw Unfit(ExpressionTexts.Format("Result.Date"));

    private static string NumberText(double number) =>
        number == Math.Truncate(number) && Math.Abs(number) < 1e15
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : TypeConverter.ToString(JsNumber.Create(number));

    // Half of a surrogate pair has no UTF-8 form; the replacement character is what every encoder makes of it.
    private static string ValidText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else return new string([.. text.EnumerateRunes().SelectMany(rune => rune.ToString())]);
        }

        return text;
    }

    private static ExpressionException Unfit(string message) => new("expression.conversion", message);

    private static ExpressionException TooLarge(int maxBytes) => new("expression.size-limit", ExpressionTexts.Format("Result.Size", maxBytes));
}
