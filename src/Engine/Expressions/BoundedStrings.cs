using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Native.Symbol;
using Jint.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>String built-ins that check the length of their result before they make it.</summary>
internal static class BoundedStrings
{
    public static void Install(ScriptSession session, ObjectInstance constructor)
    {
        var prototype = (ObjectInstance)constructor.Get("prototype");
        void Add(string name, Func<string, JsValue[], JsValue> body) =>
            ScriptSession.Define(prototype, name, session.Function(name, (self, arguments) => body(This(session, self, name), arguments), 1));
        Add("repeat", (text, arguments) => Repeat(session, text, TypeConverter.ToIntegerOrInfinity(arguments.At(0))));
        Add("padStart", (text, arguments) => Fill(session, text, arguments) + text);
        Add("padEnd", (text, arguments) => text + Fill(session, text, arguments));
        Add("concat", (text, arguments) => Concat(session, text, arguments));
        ScriptSession.Define(prototype, "replace", session.Function("replace", (self, arguments) => Replace(session, self, arguments, all: false), 2));
        ScriptSession.Define(prototype, "replaceAll", session.Function("replaceAll", (self, arguments) => Replace(session, self, arguments, all: true), 2));
        ScriptSession.Define(constructor, "raw", session.Function("raw", (_, arguments) => Raw(session, arguments), 1));
    }

    public static void Append(ScriptSession session, StringBuilder result, string text)
    {
        if (result.Length + (long)text.Length > session.Options.MaxStringLength) throw BoundedBuiltins.TooLong("text", session.Options.MaxStringLength);
        result.Append(text);
    }

    private static string This(ScriptSession session, JsValue self, string name) => self.IsNull() || self.IsUndefined()
        ? throw new JavaScriptException(session.Engine.Intrinsics.TypeError, $"String.prototype.{name} called on null or undefined")
        : TypeConverter.ToString(self);

    private static JsValue Repeat(ScriptSession session, string text, double count)
    {
        if (count < 0 || double.IsInfinity(count)) throw new JavaScriptException((JsValue)session.Engine.Construct("RangeError", [JsString.Create("Invalid count value")]));
        if (text.Length * count > session.Options.MaxStringLength) throw BoundedBuiltins.TooLong("text", session.Options.MaxStringLength);
        return text.Length == 0 ? string.Empty : new StringBuilder(text.Length * (int)count).Insert(0, text, (int)count).ToString();
    }

    private static string Fill(ScriptSession session, string text, JsValue[] arguments)
    {
        var length = TypeConverter.ToLength(arguments.At(0));
        var filler = arguments.At(1).IsUndefined() ? " " : TypeConverter.ToString(arguments.At(1));
        if (length <= (ulong)text.Length || filler.Length == 0) return string.Empty;
        if (length > (ulong)session.Options.MaxStringLength) throw BoundedBuiltins.TooLong("text", session.Options.MaxStringLength);
        var missing = (int)length - text.Length;
        return new StringBuilder(missing + filler.Length).Insert(0, filler, (missing / filler.Length) + 1).ToString(0, missing);
    }

    private static JsValue Concat(ScriptSession session, string text, JsValue[] arguments)
    {
        var result = new StringBuilder(text);
        foreach (var argument in arguments) Append(session, result, TypeConverter.ToString(argument));
        return result.ToString();
    }

    private static JsValue Raw(ScriptSession session, JsValue[] arguments)
    {
        var raw = arguments.At(0).Get("raw");
        var length = TypeConverter.ToLength(raw.Get("length"));
        if (length > (ulong)session.Options.MaxArraySize) throw BoundedBuiltins.TooLong("array", session.Options.MaxArraySize);
        var result = new StringBuilder();
        for (var i = 0; i < (int)length; i++)
        {
            Append(session, result, TypeConverter.ToString(raw.Get(JsNumber.Create(i))));
            if (i + 1 < (int)length && i + 1 < arguments.Length) Append(session, result, TypeConverter.ToString(arguments[i + 1]));
        }

        return result.ToString();
    }

    private static JsValue Replace(ScriptSession session, JsValue self, JsValue[] arguments, bool all)
    {
        var search = arguments.At(0);
        if (search is ObjectInstance pattern)
        {
            if (all && search.IsRegExp() && !TypeConverter.ToString(pattern.Get("flags")).Contains('g'))
            {
                throw new JavaScriptException(session.Engine.Intrinsics.TypeError, "replaceAll must be called with a global RegExp");
            }

            var method = pattern.Get(GlobalSymbolRegistry.Replace, pattern);
            if (method.IsCallable()) return method.Call(pattern, [self, arguments.At(1)]);
        }

        var text = This(session, self, "replace");
        var sought = TypeConverter.ToString(search);
        var substitution = new Substitution(session, arguments.At(1));
        var result = new StringBuilder();
        var end = 0;
        var position = text.IndexOf(sought, StringComparison.Ordinal);
        while (position >= 0)
        {
            result.Append(text, end, position - end);
            Append(session, result, substitution.ForMatch(text, sought, position));
            end = position + sought.Length;
            var from = position + Math.Max(1, sought.Length);
            position = all && from <= text.Length ? text.IndexOf(sought, from, StringComparison.Ordinal) : -1;
        }

        return result.Append(text.AsSpan(end)).ToString();
    }
}
