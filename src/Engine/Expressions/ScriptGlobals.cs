using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Defines the functions and objects of elsa-definition-format.md §7.1 that a script names.</summary>
internal sealed class ScriptGlobals(ScriptSession session)
{
    private readonly IExpressionScope _scope = session.Scope;

    public void Define(ScriptSource source)
    {
        var global = session.Engine.Global;
        if (source.SeesGlobalObject)
        {
            DefineAll(global);
            return;
        }

        foreach (var name in source.Globals)
        {
            if (ScriptSource.Withheld.Contains(name)) global.RemoveOwnProperty(name);
            else if (Resolve(name) is { } value) ScriptSession.Define(global, name, value);
        }
    }

    private void DefineAll(ObjectInstance global)
    {
        foreach (var name in ScriptSource.Withheld) global.RemoveOwnProperty(name);
        var names = ScriptFunctions.Names.Concat(["variables", "args", "setOutcome", "setOutcomes", "LogPersistenceMode"])
            .Concat(_scope.Variables.SelectMany(variable => new[] { "get" + PascalCase(variable.Name), "set" + PascalCase(variable.Name) }))
            .Concat(_scope.DeclaredInputs.Select(input => "get" + input))
            .Concat(_scope.Arguments.Keys.Select(argument => "get" + PascalCase(argument)))
            .Concat(_scope.NamedOutputs.Select(output => $"get{output.OutputName}From{output.ActivityName}"));
        foreach (var name in names)
        {
            if (IsIdentifier(name) && Resolve(name) is { } value) ScriptSession.Define(global, name, value);
        }
    }

    private JsValue? Resolve(string name)
    {
        if (ScriptFunctions.Find(name) is { } function) return session.Function(name, (_, arguments) => function(session, arguments));
        return name switch
        {
            "variables" => session.VariablesObject(),
            "args" => ArgumentsObject(),
            "LogPersistenceMode" => LogPersistenceModes(),
            "setOutcome" when _scope.Outcomes is { } outcomes => session.Function(name, (_, arguments) => SetOutcomes(outcomes, [arguments.At(0)])),
            "setOutcomes" when _scope.Outcomes is { } outcomes => session.Function(name, (_, arguments) => SetOutcomes(outcomes,
                arguments.At(0) is JsArray list ? [.. list] : arguments)),
            _ when name.StartsWith("get", StringComparison.Ordinal) => Getter(name, name[3..]),
            _ when name.StartsWith("set", StringComparison.Ordinal) => Setter(name, name[3..]),
            _ => null,
        };
    }

    private ClrFunction? Getter(string name, string rest)
    {
        if (FindVariable(rest) is { } variable) return session.Function(name, (_, _) => session.Variable(variable) ?? JsValue.Undefined);
        if (_scope.DeclaredInputs.Contains(rest, StringComparer.Ordinal))
        {
            return session.Function(name, (_, _) => _scope.TryGetInput(rest, out var input) ? session.ToScript(input) : JsValue.Null);
        }

        foreach (var (key, argument) in _scope.Arguments)
        {
            if (IsNamed(key, rest)) return session.Function(name, (_, _) => session.ToScript(argument));
        }

        if (!rest.Contains("From", StringComparison.Ordinal)) return null;
        foreach (var (activity, output) in _scope.NamedOutputs)
        {
            if (rest.Length == activity.Length + output.Length + 4
                && (rest == $"{output}From{activity}" || rest == $"{PascalCase(output)}From{activity}"))
            {
                return session.Function(name, (_, _) => ScriptValues.Revive(session.Engine, _scope.GetOutputFrom(activity, output)));
            }
        }

        return null;
    }

    private ClrFunction? Setter(string name, string rest) => FindVariable(rest) is not { } variable ? null : session.Function(name, (_, arguments) =>
    {
        session.SetVariable(variable, arguments.At(0));
        return JsValue.Undefined;
    });

    private string? FindVariable(string accessor)
    {
        foreach (var variable in _scope.Variables)
        {
            if (IsNamed(variable.Name, accessor)) return variable.Name;
        }

        return null;
    }

    private static bool IsNamed(string name, string accessor) =>
        name.Length >= accessor.Length && accessor.Length > 0 && name.Length > 0
        && char.ToUpperInvariant(name[0] == '_' && name.Length > 1 ? name[1] : name[0]) == accessor[0]
        && PascalCase(name) == accessor;

    /// <summary>First letters of the words upper-case, underscores dropped: <c>case_no</c> is CaseNo.</summary>
    private static string PascalCase(string name)
    {
        var result = new System.Text.StringBuilder(name.Length);
        var start = true;
        foreach (var letter in name)
        {
            if (letter == '_')
            {
                start = true;
                continue;
            }

            result.Append(start ? char.ToUpperInvariant(letter) : letter);
            start = false;
        }

        return result.ToString();
    }

    private static bool IsIdentifier(string name) => name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '$');

    private JsObject ArgumentsObject()
    {
        var result = new JsObject(session.Engine);
        foreach (var (key, value) in _scope.Arguments)
        {
            result.FastSetDataProperty(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(key), session.ToScript(value));
        }

        return result;
    }

    private JsObject LogPersistenceModes()
    {
        var result = new JsObject(session.Engine);
        foreach (var mode in new[] { "Inherit", "Include", "Exclude" }) result.FastSetDataProperty(mode, JsString.Create(mode));
        return result;
    }

    private static JsValue SetOutcomes(ICollection<string> outcomes, IEnumerable<JsValue> names)
    {
        outcomes.Clear();
        foreach (var name in names) outcomes.Add(TypeConverter.ToString(name));
        return JsValue.Undefined;
    }
}
