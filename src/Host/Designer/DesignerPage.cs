namespace GridGov.Workflow.Host.Designer;

/// <summary>A page of the designer: the element of Studio that it holds, and how it is called.</summary>
/// <param name="Element">Tag of Studio's custom element.</param>
/// <param name="IdAttribute">The element's attribute for the object that is shown, or null.</param>
/// <param name="TitleKey">Key of the page's title.</param>
/// <param name="IsInstances">The page belongs to the instances; else to the definitions.</param>
public sealed record DesignerPage(string Element, string? IdAttribute, string TitleKey, bool IsInstances)
{
    public static DesignerPage DefinitionList { get; } = new("elsa-workflow-definition-list", null, "Designer.Definitions", false);
    public static DesignerPage Editor { get; } = new("elsa-workflow-definition-editor", "definition-id", "Designer.Editor", false);
    public static DesignerPage InstanceList { get; } = new("elsa-workflow-instance-list", null, "Designer.Instances", true);
    public static DesignerPage Viewer { get; } = new("elsa-workflow-instance-viewer", "instance-id", "Designer.Viewer", true);
}
