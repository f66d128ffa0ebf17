using System.Globalization;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// Renders one template. The filters are one shared, read-only object; everything a template assigns goes into its own globals.
/// Values are only text, numbers, booleans and script objects made from JSON: there is no .NET object to reach.
/// </summary>
internal sealed class LiquidContext : TemplateContext
{
    public LiquidContext(ExpressionOptions options, CancellationToken cancellation) : base(LiquidFilters.Shared)
    {
        Options = options;
        Language = ScriptLang.Liquid;
        IsLiquid = true;
        CancellationToken = cancellation;
        LoopLimit = options.MaxTemplateLoops;
        LoopLimitQueryable = options.MaxTemplateLoops;
        RecursiveLimit = 32;
        ObjectRecursionLimit = 32;
        LimitToString = options.MaxStringLength;
        OutputLimit = options.MaxStringLength;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        RegexTimeOut = TimeSpan.FromMilliseconds(options.RegexMilliseconds);
        EnableBreakAndContinueAsReturnOutsideLoop = true;
        EnableRelaxedMemberAccess = true;
        EnableRelaxedTargetAccess = true;
        EnableRelaxedIndexerAccess = true;
        PushCulture(CultureInfo.InvariantCulture);
    }

    public ExpressionOptions Options { get; }

    /// <summary>The burst's time, for <c>now</c>.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Text as Liquid writes it: lists without separators, objects as JSON.</summary>
    public override string ObjectToString(object? value, bool nested = false) => value switch
    {
        bool boolean => boolean ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        ScriptArray list => LiquidValues.Concat(list.Select(item => ObjectToString(item)), Options),
        ScriptObject complex => LiquidValues.ToJsonText(complex, Options),
        _ => base.ObjectToString(value!, nested) ?? string.Empty,
    };
}
