using System.Text;
using FluentAssertions;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.DataFiles;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Catalogue;

public sealed class RoutingTableTests
{
    private static readonly DateOnly March = new(2026, 3, 10);

    [Fact]
    public void Resolve_DutyOfTheCategory_GivesLeadAndAssistsOfTheArea()
    {
        var route = Resolve("E0101-1", "410999101001001", March)!;

        route.LeadUnitId.Should().Be("410999101-ZH");
        route.AssistUnitIds.Should().Equal("410999-CG", "410999-ZR");
        route.IsTerritorialFallback.Should().BeFalse();
        route.Reason.Should().Contain("私搭乱建").And.Contain("ZH");
    }

    [Theory]
    [InlineData("E0110-1", "410999101001001", "410999-HW")]
    [InlineData("E0110-1", "410999102001001", "410999102-ZH")]
    [InlineData("L3001-2", "410999101001001", "410999-GD")]
    public void Resolve_SameCategory_DiffersByAreaAndStandard(string standard, string area, string unit) =>
        Resolve(standard, area, March)!.LeadUnitId.Should().Be(unit);

    [Theory]
    [InlineData("2026-06-30", "410999-CG")]
    [InlineData("2026-07-01", "410999101-ZH")]
    public void Resolve_SameCategory_DiffersByDay(string day, string unit) =>
        Resolve("E0401-1", "410999101001001", DateOnly.ParseExact(day, "yyyy-MM-dd", null))!.LeadUnitId.Should().Be(unit);

    [Fact]
    public void Resolve_LeadByRow_IsNotAlsoAssist() =>
        Resolve("E0401-1", "410999101001001", March)!.AssistUnitIds.Should().BeEmpty("CG leads by the row and is the only assist of the category");

    [Fact]
    public void Resolve_NobodyResponsible_FallsBackToTheTerritory()
    {
        var table = Load("""{ "version": "t", "rows": [ { "duty": "ZH", "area": "410999101", "unit": "town", "from": "2026-01-01" } ] }""");
        var category = DispatchCatalogue.Default.Find("C0217")!;

        var route = table.Resolve(category, null, "410999101001", March)!;

        route.LeadUnitId.Should().Be("town");
        route.IsTerritorialFallback.Should().BeTrue();
        route.UnmappedDuties.Should().Equal("GA");
        route.Reason.Should().Contain("兜底");
        table.Resolve(category, null, "410998101001", March).Should().BeNull();
    }

    [Fact]
    public void Resolve_EveryCategoryOfTheDefaultCatalogue_HasARouteInTheDemoCounty()
    {
        var routes = from category in DispatchCatalogue.Default.Categories
                     from standard in category.Standards
                     from area in (string[])["410999101001001", "410999102001001"]
                     select RoutingTable.Demo.Resolve(category, standard, area, March);

        routes.Should().OnlyContain(r => r != null && !r.IsTerritorialFallback && r.UnmappedDuties.Count == 0);
    }

    [Theory]
    [InlineData("""{ "area": "410999", "unit": "u", "from": "2026-01-01" }""", "r.json(3,1) $.rows[0]: must have either a category or a duty")]
    [InlineData("""{ "duty": "GA", "area": "4109", "unit": "u", "from": "2026-01-01" }""", "$.rows[0].area: must be 6, 9, 12 or 15 digits, found '4109'")]
    [InlineData("""{ "duty": "GA", "area": "410999", "unit": "u", "from": "2026-01-02", "to": "2026-01-01" }""", "$.rows[0].to: 2026-01-01 must not be before 2026-01-02")]
    [InlineData("""{ "duty": "GA", "area": "410999", "unit": "u", "from": "2026-01-01" }, { "duty": "GA", "area": "410999", "unit": "v", "from": "2027-01-01" }""", "$.rows[1]: overlaps rows[0]")]
    public void Load_BadRow_NamesLineAndField(string row, string message)
    {
        var act = () => Load("{ \"version\": \"t\",\n\"rows\": [\n" + row + "] }");

        act.Should().Throw<DataFileException>().Which.Message.Should().Contain(message);
    }

    [Fact]
    public void GridMatterList_ListedUnlistedAndLeft_AreToldApart()
    {
        var list = GridMatterList.Demo;

        list.Refusal("L1002", March).Should().BeNull();
        list.Refusal("E0101", March).Should().Contain("不在网格事项清单内");
        list.Refusal("E0120", new DateOnly(2026, 3, 31)).Should().BeNull();
        list.Refusal("E0120", new DateOnly(2026, 4, 1)).Should().Contain("已于 2026-03-31 退出");
        list.Matters.Should().OnlyContain(m => DispatchCatalogue.Default.Find(m.Category) != null);
    }

    private static Route? Resolve(string standardId, string area, DateOnly day)
    {
        var (category, standard) = DispatchCatalogue.Default.FindStandard(standardId)!.Value;
        return RoutingTable.Demo.Resolve(category, standard, area, day);
    }

    private static RoutingTable Load(string json) => RoutingTableLoader.Load("r.json", Encoding.UTF8.GetBytes(json));
}
