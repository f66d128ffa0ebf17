using System.Collections;
using System.Globalization;
using System.Text;
using Scriban;
using Scriban.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// The filters of templates: Scriban's standard Liquid ones without its own libraries (clock, reflection, eval), and ours where
/// Scriban differs from Liquid, lacks a bound or reads the clock.
/// </summary>
internal static class LiquidFilters
{
    private static readonly string[] Standard =
    [
        "abs", "append", "capitalize", "ceil", "compact", "cycle", "default", "downcase", "escape", "first", "floor", "join", "last", "lstrip",
        "map", "prepend", "remove", "remove_first", "replace", "replace_first", "reverse", "round", "rstrip", "size", "slice", "sort", "split",
        "strip", "strip_html", "strip_newlines", "truncatewords", "uniq", "upcase", "contains", "empty", "blank",
    ];

    /// <summary>Read-only, shared by all renderings.</summary>
    public static ScriptObject Shared { get; } = Make();

    private static ScriptObject Make()
    {
        var result = new ScriptObject();
        var builtin = new LiquidTemplateContext().BuiltinObject;
        foreach (var name in Standard) result[name] = builtin[name];
        void Add(string name, Func<LiquidContext, ScriptArray, object?> body) => result[name] = new LiquidFilter(body);
        Add("plus", (_, a) => Number(a, 0) + Number(a, 1));
        Add("minus", (_, a) => Number(a, 0) - Number(a, 1));
        Add("times", (_, a) => Number(a, 0) * Number(a, 1));
        Add("divided_by", (_, a) => Divide(a));
        Add("modulo", (_, a) => Number(a, 1) is 0 ? throw DivisionByZero() : Number(a, 0) % Number(a, 1));
        Add("at_least", (_, a) => Math.Max(Number(a, 0), Number(a, 1)));
        Add("at_most", (_, a) => Math.Min(Number(a, 0), Number(a, 1)));
        Add("sum", (_, a) => Items(a, 0).Select(item => Number(Member(item, a), 0)).Sum());
        Add("date", (c, a) => LiquidDates.Format(c, a.Count > 0 ? a[0] : null, Text(c, a, 1)));
        Add("base64", (c, a) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(c, a, 0))));
        Add("keys", (_, a) => new ScriptArray((a.Count > 0 ? a[0] as IScriptObject : null)?.GetMembers() ?? []));
        Add("json", (c, a) => LiquidValues.ToJsonText(a.Count > 0 ? a[0] : null, c.Options));
        Add("concat", (c, a) => Bounded(Items(a, 0).Concat(Items(a, 1)), c.Options));
        Add("where", (c, a) => new ScriptArray(Items(a, 0).Where(item => a.Count > 2
            ? c.ObjectToString(Member(item, a)) == Text(c, a, 2)
            : Member(item, a) is not (null or false))));
        Add("sort_natural", (c, a) => new ScriptArray(Items(a, 0).OrderBy(item => c.ObjectToString(a.Count > 1 ? Member(item, a) : item), StringComparer.OrdinalIgnoreCase)));
        Add("truncate", (c, a) => Truncate(Text(c, a, 0), Number(a, 1), a.Count > 2 ? Text(c, a, 2) : "..."));
        Add("newline_to_br", (c, a) => LiquidValues.Concat([Text(c, a, 0).ReplaceLineEndings("<br />\n")], c.Options));
        Add("escape_once", (c, a) => System.Net.WebUtility.HtmlEncode(System.Net.WebUtility.HtmlDecode(Text(c, a, 0))));
        Add("url_encode", (c, a) => System.Net.WebUtility.UrlEncode(Text(c, a, 0)));
        Add("url_decode", (c, a) => System.Net.WebUtility.UrlDecode(Text(c, a, 0)));
        result.IsReadOnly = true;
        return result;
    }

    private static string Text(LiquidContext context, ScriptArray arguments, int index) =>
        arguments.Count > index ? context.ObjectToString(arguments[index]) : string.Empty;

    // The length counts the ellipsis, as in Liquid.
    private static string Truncate(string text, decimal length, string ellipsis) => text.Length <= length
        ? text
        : string.Concat(text.AsSpan(0, (int)Math.Max(0, Math.Min(text.Length, length - ellipsis.Length))), ellipsis);

    private static IEnumerable<object?> Items(ScriptArray arguments, int index) => arguments.Count <= index ? [] : arguments[index] switch
    {
        string text => [text],
        ScriptArray list => list,
        IScriptObject complex => [complex],
        IEnumerable list => list.Cast<object?>(),
        null => [],
        var single => [single],
    };

    // The member named by the filter's first argument, or the item itself.
    private static object? Member(object? item, ScriptArray arguments) => arguments.Count < 2 ? item
        : item is IScriptObject complex && complex.TryGetValue(null, default, arguments[1]?.ToString() ?? string.Empty, out var value) ? value : null;

    private static ScriptArray Bounded(IEnumerable<object?> items, ExpressionOptions options)
    {
        var result = new ScriptArray();
        foreach (var item in items)
        {
            if (result.Count >= options.MaxArraySize) throw LiquidValues.TooLong(options);
            result.Add(item!);
        }

        return result;
    }

    // Liquid: whole divisors divide to whole numbers, rounded down.
    private static decimal Divide(ScriptArray arguments)
    {
        var divisor = Number(arguments, 1);
        if (divisor == 0) throw DivisionByZero();
        var quotient = Number(arguments, 0) / divisor;
        return IsWhole(arguments[0]) && IsWhole(arguments[1]) ? decimal.Floor(quotient) : quotient;
    }

    private static bool IsWhole(object? value) => value is int or long || (value is string text && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        || (value is decimal number && number == decimal.Truncate(number) && number.Scale == 0);

    private static ExpressionException DivisionByZero() => new("expression.liquid", ExpressionTexts.Format("Liquid.DivisionByZero"));

    private static decimal Number(ScriptArray arguments, int index) => Number(arguments.Count > index ? arguments[index] : null, 0);

    // What is no number counts as 0, as in Liquid; sums beyond 28 digits fail.
    private static decimal Number(object? value, decimal otherwise) => value switch
    {
        int number => number,
        long number => number,
        decimal number => number,
        double number when Math.Abs(number) < 7e28 => (decimal)number,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => otherwise,
    };
}
