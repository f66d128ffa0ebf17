namespace GridGov.Workflow.Engine.History;

/// <summary>Why a history or an anchor does not fit, from the resources in both languages.</summary>
/// <param name="Code">Stable code, such as <c>row.changed</c>.</param>
internal sealed record AuditReason(string Code, string English, string Chinese)
{
    private static readonly EmbeddedTexts InEnglish = new("GridGov.Workflow.Engine.History.Resources.audit-texts.en.json");
    private static readonly EmbeddedTexts InChinese = new("GridGov.Workflow.Engine.History.Resources.audit-texts.zh-CN.json");

    public static AuditReason Of(string code, params object?[] values) => new(code, InEnglish.Format(code, values), InChinese.Format(code, values));
}
