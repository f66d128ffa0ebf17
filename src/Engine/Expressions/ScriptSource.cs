using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>A parsed script and what it can reach, found once at compilation. Shared by all evaluations.</summary>
internal sealed partial class ScriptSource
{
    private static readonly ScriptPreparationOptions Preparation = new()
    {
        ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, Tolerant = false, CompileRegex = false },
        CollectReferencedGlobals = true,
    };

    /// <summary>Globals of the language that scripts do not get: raw memory, other realms, the machine's clock and zone, traps.</summary>
    public static readonly FrozenSet<string> Withheld = FrozenSet.Create(StringComparer.Ordinal,
        "Proxy", "ShadowRealm", "WeakRef", "FinalizationRegistry", "Atomics", "SharedArrayBuffer", "ArrayBuffer", "DataView", "BigInt",
        "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array",
        "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "Temporal", "Intl", "eval");

    private ScriptSource(string text, Prepared<Script> program)
    {
        Text = text;
        Program = program;
        Globals = program.ReferencedGlobals is { } found ? [.. found] : [];
        SeesGlobalObject = Globals.Contains("globalThis", StringComparer.Ordinal);
        foreach (var node in program.Program!.DescendantNodes())
        {
            SeesGlobalObject |= node is ThisExpression;
            HasRegex |= node is RegExpLiteral;
            HasPromises |= node is IFunction { Async: true };
            if (node is BigIntLiteral) Unsupported ??= (node, ExpressionTexts.Format("Script.BigInt"));
            if (node is ImportExpression) Unsupported ??= (node, ExpressionTexts.Format("Script.Import"));
        }

        HasPromises |= SeesGlobalObject || Globals.Contains("Promise", StringComparer.Ordinal);
        VariableNames = Globals.Contains("variables", StringComparer.Ordinal) || SeesGlobalObject
            ? [.. VariableMember().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)]
            : [];
    }

    public string Text { get; }
    public Prepared<Script> Program { get; }

    /// <summary>Free names of the script.</summary>
    public IReadOnlyList<string> Globals { get; }

    /// <summary>True when names cannot be told from the text, because the script holds the global object itself.</summary>
    public bool SeesGlobalObject { get; }
    public bool HasRegex { get; }

    /// <summary>True when the script can get hold of a promise.</summary>
    public bool HasPromises { get; }

    /// <summary>Names that literally occur as <c>variables.X</c> or <c>variables['X']</c> (elsa-definition-format.md §7.1).</summary>
    public IReadOnlyList<string> VariableNames { get; }
    private (Node Node, string Message)? Unsupported { get; }

    /// <summary>Parses a script; a message with line and column when that is not possible.</summary>
    public static ScriptSource? Parse(string text, int maxLength, out string? error)
    {
        error = text.Length > maxLength ? ExpressionTexts.Format("Script.Length", text.Length, maxLength) : null;
        if (error is not null) return null;
        try
        {
            var source = new ScriptSource(text, Jint.Engine.PrepareScript(text, strict: false, options: Preparation));
            if (source.Unsupported is not { } unsupported) return source;
            var start = unsupported.Node.Location.Start;
            error = ExpressionTexts.Format("Line", start.Line, start.Column + 1, unsupported.Message);
        }
        catch (ScriptPreparationException exception)
        {
            error = exception.InnerException is Acornima.ParseErrorException parse
                ? ExpressionTexts.Format("Line", parse.Error.LineNumber, parse.Error.Column + 1, parse.Error.Description)
                : exception.InnerException?.Message ?? exception.Message;
        }
        catch (InsufficientExecutionStackException)
        {
            error = ExpressionTexts.Format("Script.Nested");
        }

        return null;
    }

    [GeneratedRegex("""\bvariables\s*(?:\?\.|\.)\s*(?<name>[\p{L}_$][\p{L}\p{Nd}_$]*)|\bvariables\s*\[\s*(?<q>['"])(?<name>[^'"\\]+)\k<q>\s*\]""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VariableMember();
}
