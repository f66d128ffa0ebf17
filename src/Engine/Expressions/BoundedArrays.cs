using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>The ways from an array to text.</summary>
internal static class BoundedArrays
{
    public static void Install(ScriptSession session, ObjectInstance prototype)
    {
        var active = new List<ObjectInstance>();
        ScriptSession.Define(prototype, "join", session.Function("join", (self, arguments) =>
            Join(session, active, self, arguments.At(0).IsUndefined() ? "," : TypeConverter.ToString(arguments.At(0)), local: false), 1));
        ScriptSession.Define(prototype, "toString", session.Function("toString", (self, _) =>
            self is ObjectInstance and not JsArray ? "[object Object]" : Join(session, active, self, ",", local: false)));
        ScriptSession.Define(prototype, "toLocaleString", session.Function("toLocaleString", (self, _) => Join(session, active, self, ",", local: true)));
    }

    private static JsValue Join(ScriptSession session, List<ObjectInstance> active, JsValue self, string separator, bool local)
    {
        if (self is not ObjectInstance list || active.Contains(list)) return string.Empty;
        var length = TypeConverter.ToLength(list.Get("length", list));
        if (length > (ulong)session.Options.MaxArraySize) throw BoundedBuiltins.TooLong("array", session.Options.MaxArraySize);
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var result = new StringBuilder();
        active.Add(list);
        try
        {
            for (var i = 0; i < (int)length; i++)
            {
                if (i > 0) BoundedStrings.Append(session, result, separator);
                var item = list.Get(JsNumber.Create(i), list);
                if (item.IsNull() || item.IsUndefined()) continue;
                var text = local && item.Get("toLocaleString", item) is var method && method.IsCallable() ? method.Call(item, []) : item;
                BoundedStrings.Append(session, result, TypeConverter.ToString(text));
            }
        }
        finally
        {
            active.RemoveAt(active.Count - 1);
        }

        return result.ToString();
    }
}
