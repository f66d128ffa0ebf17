using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Native.Symbol;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// Replaces the built-ins that can make gigabytes or run for ever inside one statement, where no other limit is looked at, and
/// those that read the machine's clock or random source.
/// </summary>
internal static class BoundedBuiltins
{
    // Helpers that consume an iterator natively: over {length: 2**53} they would never look at a limit.
    private static readonly string[] IteratorHelpers =
        ["map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some", "every", "find", "chunks", "windows", "join", "includes"];

    private static readonly string[] SetOperations =
        ["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"];

    public static void Install(ScriptSession session, ScriptSource source)
    {
        var global = session.Engine.Global;
        bool Reaches(string name) => source.SeesGlobalObject || source.Globals.Contains(name, StringComparer.Ordinal);
        BoundedStrings.Install(session, (ObjectInstance)global.Get("String"));
        BoundedArrays.Install(session, Prototype(global, "Array"));
        Remove(Prototype(global, "Iterator"), IteratorHelpers);
        ((ObjectInstance)global.Get("Array")).RemoveOwnProperty("fromAsync");
        if (Reaches("Set")) Remove(Prototype(global, "Set"), SetOperations);
        if (Reaches("Math")) InstallMath(session, (ObjectInstance)global.Get("Math"));
        if (Reaches("JSON")) BoundedJson.Install(session, (ObjectInstance)global.Get("JSON"));
        if (source.HasRegex || Reaches("RegExp")) InstallRegex(session, Prototype(global, "RegExp"));
    }

    public static ExpressionException TooLong(string what, int limit) =>
        new("expression.size-limit", ExpressionTexts.Format(what == "array" ? "Script.Array" : "Script.Text", limit));

    private static ObjectInstance Prototype(ObjectInstance global, string name) => (ObjectInstance)global.Get(name).Get("prototype");

    private static void Remove(ObjectInstance owner, string[] names)
    {
        foreach (var name in names) owner.RemoveOwnProperty(name);
    }

    private static void InstallMath(ScriptSession session, ObjectInstance math)
    {
        math.RemoveOwnProperty("sumPrecise");
        ScriptSession.Define(math, "random", session.Function("random", (_, _) => JsNumber.Create((session.Scope.Random.NextUInt64() >> 11) * (1.0 / (1UL << 53)))));
    }

    private static void InstallRegex(ScriptSession session, ObjectInstance prototype)
    {
        var original = prototype.Get(GlobalSymbolRegistry.Replace);
        var replace = session.Function("[Symbol.replace]", (self, arguments) =>
        {
            var text = TypeConverter.ToString(arguments.At(0));
            var substitution = new Substitution(session, arguments.At(1));
            return original.Call(self, [JsString.Create(text), substitution.AsFunction(text.Length)]);
        }, 2);
        prototype.FastSetProperty(GlobalSymbolRegistry.Replace, new PropertyDescriptor(replace, PropertyFlag.NonEnumerable));
    }
}
