using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Definitions.Descriptors;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Elsa.Wire;

namespace GridGov.Workflow.Host.Elsa.Descriptors;

/// <summary>Pick lists from live data, by the name that an input's <c>OptionsSource</c> gives.</summary>
internal sealed class PickLists(IDirectory directory, ICaseDataSource data, DefinitionQueries queries, IBusinessClock clock)
{
    private static readonly UnitKind[] Handling = [UnitKind.Department, UnitKind.Utility, UnitKind.Township, UnitKind.CountyCenter, UnitKind.Community];

    /// <summary>The items now; none for a name that nobody knows.</summary>
    public async Task<IReadOnlyList<SelectItem>> GetAsync(string source, CancellationToken stop) => source switch
    {
        "departments" => [.. directory.Current.UnitsInUse.Where(unit => Handling.Contains(unit.Kind)).Select(unit => Item(unit.Name, unit.Id))],
        "units" => [.. directory.Current.UnitsInUse.Select(unit => Item(unit.Name, unit.Id))],
        "roles" => [.. Enum.GetValues<Role>().Select(role => new SelectItem(ElsaTexts.Format($"role.{role}"), role.ToString()))],
        "grids" => [.. Grids()],
        "categories" => [.. Categories.Select(category => Item($"{category.MajorName}－{category.Name}", category.Code))],
        "filing-standards" => [.. Categories.SelectMany(category =>
            category.Standards.Select(standard => Item($"{category.Name}：{standard.FilingCondition}", standard.Id)))],
        "definitions" => await DefinitionsAsync(stop),
        _ => [],
    };

    private DateOnly Today => ChinaTime.DayOf(clock.Now);

    private IReadOnlyList<Category> Categories => data.Newest.CatalogueOn(Today)?.Categories ?? [];

    private IEnumerable<SelectItem> Grids() => directory.Current.Grids.Where(grid => grid.IsValidOn(Today)).Select(grid => Item(grid.Name, grid.Code));

    private async Task<IReadOnlyList<SelectItem>> DefinitionsAsync(CancellationToken stop)
    {
        var page = await queries.ListAsync(
            new DefinitionQuery { Versions = VersionOptions.Published, IsSystem = false, OrderBy = DefinitionOrder.Name }, stop);
        return [.. page.Items.Select(definition => new SelectItem(definition.Name ?? definition.DefinitionId, definition.DefinitionId))];
    }

    private static SelectItem Item(string name, string id) => new(ElsaTexts.Format("unit.item", name, id), id);
}
