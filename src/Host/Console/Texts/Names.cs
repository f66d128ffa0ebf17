using System.Globalization;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.Texts;

/// <summary>What people read for the product's identifiers. What a process brought itself, and no resource knows, is shown as it is.</summary>
internal sealed class Names(UiTexts texts, ICaseDataSource data)
{
    /// <summary>An enum member, such as <c>State.Reported</c>.</summary>
    public string Of<T>(T value) where T : struct, Enum => Of(KindOf<T>(), value.ToString());

    public string Of(string kind, string? name) => name is null ? "" : texts.Find($"{kind}.{name}") ?? name;

    /// <summary>Kind of work, such as 接哨签收.</summary>
    public string Task(string name) => Of("TaskName", name);

    /// <summary>An outcome as the label of a button: what the person does by it.</summary>
    public string Outcome(string task, string outcome) => texts.Find($"Outcome.{task}.{outcome}") ?? Of("Outcome", outcome);

    /// <summary>An action on a case.</summary>
    public string Action(string action) => Of("CaseAction", action);

    public string Field(string name) => Of("Field", name);

    /// <param name="kind">Kind of decision; null when it is not known: then the first kind that has the code.</param>
    public string Reason(string? kind, string code) =>
        (kind is null ? ReasonCodes.Kinds.Select(known => texts.Find($"Reason.{known}.{code}")).FirstOrDefault(found => found is not null) : texts.Find($"Reason.{kind}.{code}")) ?? code;

    /// <summary>The category's name, which is data and so Chinese in both languages.</summary>
    public string Category(string? code) => code is null ? texts["Case.CategoryUnknown"] : data.Newest.FindCategory(code)?.Name ?? code;

    public string YesNo(bool value) => texts[value ? "Word.Yes" : "Word.No"];

    public string YesNo(bool? value) => value is { } known ? YesNo(known) : texts["Word.Unknown"];

    public string List(IEnumerable<string> items) => string.Join(texts["Word.ListSeparator"], items);

    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string KindOf<T>() => typeof(T).Name switch
    {
        nameof(CaseState) => "State",
        nameof(OrderState) => "Order",
        nameof(ApprovalKind) => "ApprovalKind",
        nameof(SupervisionLevel) => "Supervision",
        var name => name,
    };
}
