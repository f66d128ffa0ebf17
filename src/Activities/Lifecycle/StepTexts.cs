using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>The Chinese texts of tasks, forms and reminders.</summary>
internal static class StepTexts
{
    public static TextTable Table { get; } = TextTable.Embedded("Lifecycle/Data/texts.zh-CN.json");

    public static string Format(string key, params object[] values) => Table.Format(key, values);
}
