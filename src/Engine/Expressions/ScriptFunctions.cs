using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>A function that scripts can call.</summary>
internal delegate JsValue ScriptFunction(ScriptSession session, JsValue[] arguments);

/// <summary>The functions with fixed names (elsa-definition-format.md §7.1). Bytes are arrays of numbers, or Base64 text.</summary>
internal static class ScriptFunctions
{
    private static readonly FrozenDictionary<string, ScriptFunction> All = new Dictionary<string, ScriptFunction>
    {
        ["getVariable"] = (s, a) => s.Variable(Text(a, 0)) ?? JsValue.Null,
        ["setVariable"] = (s, a) =>
        {
            s.SetVariable(Text(a, 0), a.At(1));
            return JsValue.Undefined;
        },
        ["getInput"] = (s, a) => s.Scope.TryGetInput(Text(a, 0), out var value) ? s.ToScript(value) : JsValue.Null,
        ["getOutputFrom"] = (s, a) => ScriptValues.Revive(s.Engine, s.Scope.GetOutputFrom(Text(a, 0), a.At(1).IsString() ? Text(a, 1) : null)),
        ["getLastResult"] = (s, _) => s.Scope.LastResult.ValueKind == JsonValueKind.Undefined
            ? JsValue.Null : ScriptValues.Revive(s.Engine, s.Scope.LastResult),
        ["getWorkflowDefinitionId"] = (s, _) => Of(s.Scope.DefinitionId),
        ["getWorkflowDefinitionVersionId"] = (s, _) => Of(s.Scope.DefinitionVersionId),
        ["getWorkflowDefinitionVersion"] = (s, _) => JsNumber.Create(s.Scope.DefinitionVersion),
        ["getWorkflowInstanceId"] = (s, _) => Of(s.Scope.InstanceId),
        ["getCorrelationId"] = (s, _) => Of(s.Scope.CorrelationId),
        ["setCorrelationId"] = (s, a) =>
        {
            s.Scope.CorrelationId = TextOrNull(a);
            return JsValue.Undefined;
        },
        ["getWorkflowInstanceName"] = (s, _) => Of(s.Scope.InstanceName),
        ["setWorkflowInstanceName"] = (s, a) =>
        {
            s.Scope.InstanceName = TextOrNull(a);
            return JsValue.Undefined;
        },
        ["isNullOrWhiteSpace"] = (_, a) => string.IsNullOrWhiteSpace(TextOrNull(a)) ? JsBoolean.True : JsBoolean.False,
        ["isNullOrEmpty"] = (_, a) => string.IsNullOrEmpty(TextOrNull(a)) ? JsBoolean.True : JsBoolean.False,
        ["toJson"] = (s, a) => s.ToJson(a.At(0)) is { ValueKind: not JsonValueKind.Undefined } json ? Of(json.GetRawText()) : Of("null"),
        ["parseGuid"] = (_, a) => Of(ParseGuid(Text(a, 0)).ToString()),
        ["newGuid"] = (s, _) => Of(s.Scope.Random.NextGuid().ToString()),
        ["newGuidString"] = (s, _) => Of(s.Scope.Random.NextGuid().ToString()),
        ["getGuidString"] = (s, _) => Of(s.Scope.Random.NextGuid().ToString()),
        ["newShortGuid"] = (s, _) => Of(ShortGuid(s)),
        ["getShortGuid"] = (s, _) => Of(ShortGuid(s)),
        ["bytesToString"] = (s, a) => Of(Encoding.UTF8.GetString(Bytes(s, a.At(0)))),
        ["bytesFromString"] = (s, a) => Array(s, Encoding.UTF8.GetBytes(Text(a, 0))),
        ["bytesToBase64"] = (s, a) => Of(Convert.ToBase64String(Bytes(s, a.At(0)))),
        ["bytesFromBase64"] = (s, a) => Array(s, FromBase64(Text(a, 0))),
        ["stringToBase64"] = (_, a) => Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0)))),
        ["stringFromBase64"] = (_, a) => Of(Encoding.UTF8.GetString(FromBase64(Text(a, 0)))),
        ["streamToBytes"] = (s, a) => Array(s, Bytes(s, a.At(0))),
        ["streamToBase64"] = (s, a) => Of(Convert.ToBase64String(Bytes(s, a.At(0)))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    public static ScriptFunction? Find(string name) => All.GetValueOrDefault(name);

    public static Guid ParseGuid(string text) => Guid.TryParse(text, out var guid)
        ? guid
        : throw new ExpressionException("expression.conversion", ExpressionTexts.Format("Not.Guid", JsonValues.Shorten(text)));

    private static string ShortGuid(ScriptSession session) =>
        Convert.ToBase64String(session.Scope.Random.NextGuid().ToByteArray()).Replace("/", null, StringComparison.Ordinal)
            .Replace("+", null, StringComparison.Ordinal).Replace("=", null, StringComparison.Ordinal);

    private static JsValue Of(string? text) => text is null ? JsValue.Null : JsString.Create(text);

    private static string Text(JsValue[] arguments, int index) => TypeConverter.ToString(arguments.At(index));

    private static string? TextOrNull(JsValue[] arguments) => arguments.At(0) is var value && (value.IsNull() || value.IsUndefined()) ? null : TypeConverter.ToString(value);

    private static byte[] Bytes(ScriptSession session, JsValue value)
    {
        if (value.IsString()) return FromBase64(value.AsString());
        if (value is not JsArray list) throw new ExpressionException("expression.conversion", ExpressionTexts.Format("Not.Bytes"));
        if (list.Length > session.Options.MaxArraySize) throw BoundedBuiltins.TooLong("array", session.Options.MaxArraySize);
        var bytes = new byte[list.Length];
        for (uint i = 0; i < bytes.Length; i++) bytes[i] = (byte)TypeConverter.ToUint32(list[i]);
        return bytes;
    }

    private static JsArray Array(ScriptSession session, byte[] bytes)
    {
        if (bytes.Length > session.Options.MaxArraySize) throw BoundedBuiltins.TooLong("array", session.Options.MaxArraySize);
        return new JsArray(session.Engine, [.. bytes.Select(item => (JsValue)JsNumber.Create(item))]);
    }

    private static byte[] FromBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException exception)
        {
            throw new ExpressionException("expression.conversion", ExpressionTexts.Format("Not.Base64", JsonValues.Shorten(text)), exception);
        }
    }
}
