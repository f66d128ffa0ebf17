using System.Globalization;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>What <c>replace</c> puts in the place of a match, counted against the string limit (ECMA-262 GetSubstitution).</summary>
internal sealed class Substitution
{
    private readonly ScriptSession _session;
    private readonly JsValue? _function;
    private readonly string _template = string.Empty;
    private long _made;

    public Substitution(ScriptSession session, JsValue replacement)
    {
        _session = session;
        if (replacement.IsCallable()) _function = replacement;
        else _template = TypeConverter.ToString(replacement);
    }

    /// <summary>A replacer for the native algorithm, or the plain text where even a match at every character stays small.</summary>
    public JsValue AsFunction(int sourceLength) =>
        _function is null && !_template.Contains('$') && (sourceLength + 1L) * _template.Length <= _session.Options.MaxStringLength
            ? JsString.Create(_template)
            : _session.Function("replacer", (_, arguments) => JsString.Create(ForArguments(arguments)));

    /// <summary>The text for one match of a plain search text.</summary>
    public string ForMatch(string source, string match, int position) => Count(_function is null
        ? Expand(source, match, position, [], null)
        : TypeConverter.ToString(_function.Call(JsValue.Undefined, [JsString.Create(match), JsNumber.Create(position), JsString.Create(source)])));

    // Arguments of a replacer: match, captures …, position, source, [named groups].
    private string ForArguments(JsValue[] arguments)
    {
        if (_function is not null) return Count(TypeConverter.ToString(_function.Call(JsValue.Undefined, arguments)));
        var groups = arguments[^1] as ObjectInstance;
        var tail = groups is null ? 2 : 3;
        var source = TypeConverter.ToString(arguments[^(tail - 1)]);
        var position = (int)TypeConverter.ToNumber(arguments[^tail]);
        return Count(Expand(source, TypeConverter.ToString(arguments[0]), position, arguments.AsSpan(1, arguments.Length - tail - 1), groups));
    }

    private string Count(string text)
    {
        _made += text.Length;
        if (_made > _session.Options.MaxStringLength) throw BoundedBuiltins.TooLong("text", _session.Options.MaxStringLength);
        return text;
    }

    private string Expand(string source, string match, int position, ReadOnlySpan<JsValue> captures, ObjectInstance? groups)
    {
        if (!_template.Contains('$')) return _template;
        var result = new StringBuilder();
        for (var i = 0; i < _template.Length; i++)
        {
            var next = i + 1 < _template.Length ? _template[i + 1] : '\0';
            if (_template[i] != '$' || !TryExpand(next, ref i, source, match, position, captures, groups, result)) result.Append(_template[i]);
            if (result.Length > _session.Options.MaxStringLength) throw BoundedBuiltins.TooLong("text", _session.Options.MaxStringLength);
        }

        return result.ToString();
    }

    private bool TryExpand(char next, ref int i, string source, string match, int position, ReadOnlySpan<JsValue> captures, ObjectInstance? groups, StringBuilder result)
    {
        switch (next)
        {
            case '$': result.Append('$'); break;
            case '&': result.Append(match); break;
            case '`': result.Append(source, 0, position); break;
            case '\'': result.Append(source.AsSpan(Math.Min(source.Length, position + match.Length))); break;
            case '<' when groups is not null && _template.IndexOf('>', i) is var end && end > 0:
                var named = groups.Get(_template[(i + 2)..end]);
                if (!named.IsUndefined()) result.Append(TypeConverter.ToString(named));
                i = end;
                return true;
            case >= '0' and <= '9':
                return TryExpandNumber(ref i, captures, result);
            default:
                return false;
        }

        i++;
        return true;
    }

    private bool TryExpandNumber(ref int i, ReadOnlySpan<JsValue> captures, StringBuilder result)
    {
        foreach (var digits in new[] { 2, 1 })
        {
            if (i + digits >= _template.Length) continue;
            if (!int.TryParse(_template.AsSpan(i + 1, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
            if (number < 1 || number > captures.Length) continue;
            if (!captures[number - 1].IsUndefined()) result.Append(TypeConverter.ToString(captures[number - 1]));
            i += digits;
            return true;
        }

        return false;
    }
}
