using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>The Chinese texts of cases: names of states, rules, reason codes.</summary>
internal static class CaseTexts
{
    public static TextTable Table { get; } = TextTable.Embedded("Cases/Data/texts.zh-CN.json");

    public static string Of(CaseState state) => Table.Format($"State.{state}");

    public static string Of(CaseTrigger trigger) => Table.Format($"Trigger.{trigger}");

    public static string Of(OrderState state) => Table.Format($"Order.{state}");

    public static string Of(SupervisionLevel level) => Table.Format($"Supervision.{level}");
}
