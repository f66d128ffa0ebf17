using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Parses templates.</summary>
internal static class LiquidSource
{
    /// <summary>A template, or a message with line and column. Includes are refused: there is nothing to include.</summary>
    public static Template? Parse(string text, int maxLength, out string? error)
    {
        error = text.Length > maxLength ? ExpressionTexts.Format("Liquid.Length", text.Length, maxLength) : null;
        if (error is not null) return null;
        try
        {
            var template = Template.ParseLiquid(text, "template", new ParserOptions { ExpressionDepthLimit = 64, ParseFloatAsDecimal = true });
            error = template.HasErrors
                ? string.Join(" ", template.Messages.Where(message => message.Type == ParserMessageType.Error).Select(message => Describe(text, message.Span, message.Message)))
                : FindInclude(template.Page) is { } include ? Describe(text, include.Span, ExpressionTexts.Format("Liquid.Include")) : null;
            return error is null ? template : null;
        }
        catch (InsufficientExecutionStackException)
        {
            error = ExpressionTexts.Format("Liquid.Nested");
            return null;
        }
    }

    private static string Describe(string text, SourceSpan span, string message)
    {
        // At the end of the text Scriban reports line and column -1.
        var end = text.Split('\n');
        var (line, column) = span.Start.Line >= 0 ? (span.Start.Line + 1, span.Start.Column + 1) : (end.Length, end[^1].Length + 1);
        return ExpressionTexts.Format("Line", line, column, message.TrimEnd('.'));
    }

    private static ScriptNode? FindInclude(ScriptNode? node)
    {
        if (node is null) return null;
        if (node is ScriptVariableGlobal { Name: "include" or "include_join" }) return node;
        for (var i = 0; i < node.ChildrenCount; i++)
        {
            if (FindInclude(node.GetChildren(i)) is { } found) return found;
        }

        return null;
    }
}
