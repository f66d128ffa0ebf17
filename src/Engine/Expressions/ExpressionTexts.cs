namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Texts about expressions that people read in incidents and faults, from <c>expression-texts.zh-CN.json</c>.</summary>
internal static class ExpressionTexts
{
    private static readonly EmbeddedTexts Texts = new("GridGov.Workflow.Engine.Expressions.Resources.expression-texts.zh-CN.json");

    public static string Format(string code, params object?[] arguments) => Texts.Format(code, arguments);
}
