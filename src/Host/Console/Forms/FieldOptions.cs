using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.Texts;

namespace GridGov.Workflow.Host.Console.Forms;

/// <summary>The pick lists of fields that hold ids: a person chooses a name, never types an id. Null = no list for this field.</summary>
internal sealed class FieldOptions(IDirectory directory, ICaseDataSource data, IBusinessClock clock, Names names, UiTexts texts)
{
    public IReadOnlyList<FieldOption>? For(string field, FormContext context) => field switch
    {
        "leadUnit" or "assistUnits" or "invited" or "present" => Units(),
        "handler" => context.UnitId is { } unit || (unit = context.Case?.Lead?.Unit) is not null ? Staff(unit!) : null,
        "standardId" => Standards(context.Case?.Category),
        "orderId" when context.Case is { } @case => [.. @case.Orders.Select(order => new FieldOption(order.Id, Order(order)))],
        "approvalId" when context.Case is { } @case => [.. @case.PendingApprovals.Select(request => new FieldOption(request.Id, $"{names.Of(request.Kind)} · {UnitName(request.Unit)} · {request.Reason.Text}"))],
        "supervisionId" when context.Case is { } @case => [.. @case.Supervisions.Where(item => item.Answer is null).Select(item => new FieldOption(item.Id, $"{names.Of(item.Level)} · {item.Text}"))],
        _ => null,
    };

    /// <summary>Units that can be given an order.</summary>
    public IReadOnlyList<FieldOption> Units() =>
    [
        .. directory.Current.UnitsInUse.Where(unit => unit.Kind is UnitKind.Department or UnitKind.Utility or UnitKind.Township)
            .Select(unit => new FieldOption(unit.Id, unit.Name, names.Of(unit.Kind))),
    ];

    public IReadOnlyList<FieldOption> Grids() =>
    [
        .. directory.Current.Grids.Where(grid => grid.ValidTo is null)
            .Select(grid => new FieldOption(grid.Code, grid.Name, UnitName(grid.CommunityId))),
    ];

    /// <summary>What a case that is reported now can be about.</summary>
    public IReadOnlyList<FieldOption> Categories() =>
        [.. InForce.Select(category => new FieldOption(category.Code, $"{category.Code} {category.Name}", category.MajorName))];

    public IReadOnlyList<FieldOption> Of<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new FieldOption(value.ToString(), names.Of(value)))];

    private List<FieldOption> Staff(string unit) =>
    [
        .. directory.Current.Members(unit, Role.Handler).Concat(directory.Current.Members(unit, Role.DepartmentDesk)).DistinctBy(person => person.Id)
            .Select(person => new FieldOption(person.Id, person.Name)),
    ];

    // Of the case's own category first: that is nearly always the one.
    private IReadOnlyList<Category> InForce => data.Newest.CatalogueOn(ChinaTime.DayOf(clock.Now))?.Categories ?? [];

    private List<FieldOption> Standards(string? own) =>
    [
        .. InForce.OrderBy(category => category.Code == own ? 0 : 1)
            .SelectMany(category => category.Standards.Select(standard => new FieldOption(
                standard.Id, $"{standard.Id} {standard.FilingCondition}（{LimitText.Describe(standard.DisposeLimit)}）", category.Name))),
    ];

    private string Order(WorkOrder order) => texts.Format("Case.OrderOption", UnitName(order.Unit), names.Of(order.Kind), names.Of(order.State));

    private string UnitName(string id) => directory.Current.UnitById(id)?.Name ?? id;
}
