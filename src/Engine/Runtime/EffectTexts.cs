namespace GridGov.Workflow.Engine.Runtime;

/// <summary>Texts about deliveries that failed, which people read in incidents, from <c>effect-texts.zh-CN.json</c>.</summary>
internal static class EffectTexts
{
    private static readonly EmbeddedTexts Texts = new("GridGov.Workflow.Engine.Runtime.Resources.effect-texts.zh-CN.json");

    public static string Format(string code, params object?[] arguments) => Texts.Format(code, arguments);
}
