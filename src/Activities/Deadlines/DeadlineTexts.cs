using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>The Chinese texts of this folder.</summary>
internal static class DeadlineTexts
{
    public static TextTable Table { get; } = TextTable.Embedded("Deadlines/Data/texts.zh-CN.json");

    public static ClockRefusal Refusal(string rule, params object[] values) => new(rule, Table.Format(rule, values));
}
