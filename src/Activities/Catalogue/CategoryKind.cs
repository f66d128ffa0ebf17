namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>What a category is about; the first letter of its code (domain.md §1.1, §5.2).</summary>
public enum CategoryKind
{
    /// <summary>部件, code C: a fixed public facility.</summary>
    Component,

    /// <summary>事件, code E: a behaviour or condition.</summary>
    Incident,

    /// <summary>Local social-governance extension, code L: our own numbering, no national code exists.</summary>
    Local,
}
