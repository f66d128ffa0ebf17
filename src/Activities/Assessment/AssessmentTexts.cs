using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Assessment;

/// <summary>The Chinese texts of this folder.</summary>
internal static class AssessmentTexts
{
    public static TextTable Table { get; } = TextTable.Embedded("Assessment/Data/texts.zh-CN.json");
}
