using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary><c>JSON.stringify</c> that counts what it writes while it writes.</summary>
internal static class BoundedJson
{
    private const int NumberLength = 25;
    private const int MaxIndent = 10;

    public static void Install(ScriptSession session, ObjectInstance json)
    {
        var original = json.Get("stringify");
        ScriptSession.Define(json, "stringify", session.Function("stringify", (self, arguments) =>
        {
            var counter = new Counter(session, arguments.At(1), !arguments.At(2).IsUndefined());
            var replacer = session.Function("replacer", (holder, member) => counter.Visit(holder, member.At(0), member.At(1)), 2);
            return original.Call(self, [arguments.At(0), replacer, arguments.At(2)]);
        }, 3));
    }

    private sealed class Counter(ScriptSession session, JsValue replacer, bool indented)
    {
        private readonly HashSet<string>? _allowed = replacer is JsArray names ? [.. names.Select(TypeConverter.ToString)] : null;
        private readonly Dictionary<JsValue, int> _depths = new(ReferenceEqualityComparer.Instance);
        private bool _started;
        private long _length;

        public JsValue Visit(JsValue holder, JsValue key, JsValue value)
        {
            var name = TypeConverter.ToString(key);
            if (replacer.IsCallable()) value = replacer.Call(holder, [key, value]);
            else if (_allowed is not null && _started && holder is not JsArray && !_allowed.Contains(name)) return JsValue.Undefined;
            _started = true;
            _length += name.Length + 4 + value switch { JsString text => text.Length, JsNumber => NumberLength, _ => 4 };
            if (indented)
            {
                var depth = _depths.GetValueOrDefault(holder) + 1;
                if (value is ObjectInstance) _depths[value] = depth;
                _length += depth * MaxIndent;
            }

            return _length <= session.Options.MaxStringLength ? value : throw BoundedBuiltins.TooLong("text", session.Options.MaxStringLength);
        }
    }
}
