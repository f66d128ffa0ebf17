using System.Text;
using FluentAssertions;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Directory;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Directory;

public sealed class DirectorySnapshotTests
{
    private const string Small = """
        {
          "version": "t1",
          "units": [
            { "id": "c", "name": "县", "kind": "County", "area": "410999" },
            { "id": "t", "name": "镇", "kind": "Township", "parent": "c", "area": "410999101", "duty": "ZH" },
            { "id": "v", "name": "社区", "kind": "Community", "parent": "t", "area": "410999101001" }
          ],
          "grids": [
            { "code": "410999101001001", "name": "一", "kind": "Basic", "community": "v", "longitude": 115.0, "latitude": 35.7, "from": "2026-01-01" }
          ],
          "people": [
            { "id": "l", "name": "长", "unit": "v", "roles": ["GridLeader"], "areas": ["410999101001"], "grids": ["410999101001001"] },
            { "id": "w", "name": "员", "unit": "v", "roles": ["GridWorker"], "areas": ["410999101001"], "grids": ["410999101001001"] },
            { "id": "a", "name": "管", "unit": "c", "roles": ["SystemAdmin"] }
          ]
        }
        """;

    private static readonly DirectorySnapshot Demo = DirectorySnapshot.Demo;

    [Fact]
    public void Demo_HasTheAskedCity()
    {
        Demo.Units.Count(u => u.Kind == UnitKind.Township).Should().Be(2);
        Demo.Units.Count(u => u.Kind == UnitKind.Community).Should().Be(6);
        Demo.Grids.Should().HaveCount(12).And.OnlyContain(g => GridCodeScheme.CellGrid.Problem(g.Code) == null);
        Demo.WithRole(Role.GridWorker).Should().HaveCount(12);
        Demo.WithRole(Role.GridLeader).Should().HaveCount(6);
        Demo.WithRole(Role.MeetingSecretary).Should().HaveCount(1);
        foreach (var role in Enum.GetValues<Role>()) Demo.WithRole(role).Should().NotBeEmpty("somebody must be {0}", role);
        Demo.PersonById("system")!.IsSystem.Should().BeTrue();
        Demo.PersonById("iot-gateway")!.IsSystem.Should().BeTrue();
        Demo.People.Select(p => p.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Demo_EveryUnitOfTheRoutingTable_HasDeskAndHandler()
    {
        foreach (var unit in RoutingTable.Demo.Rows.Select(r => r.UnitId).Distinct())
        {
            Demo.UnitById(unit).Should().NotBeNull("routing names {0}", unit);
            Demo.Members(unit, Role.DepartmentDesk).Should().NotBeEmpty();
            Demo.Members(unit, Role.Handler).Should().NotBeEmpty();
        }
    }

    [Fact]
    public void Demo_DutyCodes_AgreeWithCatalogueAndRouting()
    {
        var day = new DateOnly(2026, 3, 10);
        foreach (var duty in DispatchCatalogue.Default.DutyNames.Keys)
            Demo.UnitWithDuty(duty, "410999101001001")!.Id.Should().Be(RoutingTable.Demo.UnitFor(duty, "410999101001001", day));
    }

    [Fact]
    public void Lookups_OfAGrid_GiveWorkerLeaderAndTownship()
    {
        var grid = Demo.Grids[0];

        Demo.WorkersOf(grid.Code).Should().ContainSingle().Which.UnitId.Should().Be(grid.CommunityId);
        Demo.LeaderOf(grid.Code)!.UnitId.Should().Be(grid.CommunityId);
        Demo.ParentChain(grid.CommunityId).Select(u => u.Kind).Should().Equal(UnitKind.Community, UnitKind.Township, UnitKind.County);
        Demo.TownshipOf(grid.Code)!.Id.Should().Be("410999101-ZH");
        Demo.WorkersOf("410999101001999").Should().BeEmpty();
        Demo.LeaderOf("410999101001999").Should().BeNull();
        Demo.ParentChain("nobody").Should().BeEmpty();
        Demo.TownshipOf("410998").Should().BeNull();
    }

    [Theory]
    [InlineData("[\"SystemAdmin\"]", "[\"SystemAdmin\", \"AuditAdmin\"]", "$.people[2].roles: SystemAdmin must be the only role of a person, found SystemAdmin, AuditAdmin")]
    [InlineData("[\"SystemAdmin\"]", "[\"Dispatcher\", \"SecurityAdmin\"]", "$.people[2].roles: SecurityAdmin must be the only role of a person")]
    [InlineData("[\"SystemAdmin\"]", "[]", "$.people[2].roles: must have at least one role")]
    [InlineData("[\"SystemAdmin\"]", "[\"Boss\"]", "$.people[2].roles[0]: must be one of Citizen, GridWorker")]
    [InlineData("[\"SystemAdmin\"]", "[\"Dispatcher\"]", "d.json(14,5) $.people[2].areas: is required for Dispatcher")]
    [InlineData("\"code\": \"410999101001001\"", "\"code\": \"41099910100100\"", "d.json(9,15) $.grids[0].code: must be 15 digits (6 division + 3 street + 3 community + 3 sequence), found '41099910100100'")]
    [InlineData("\"code\": \"410999101001001\"", "\"code\": \"410999101002001\"", "$.grids[0].code: '410999101002001' does not begin with '410999101001'")]
    [InlineData("\"community\": \"v\"", "\"community\": \"t\"", "$.grids[0].community: 't' is not a Community of this file")]
    [InlineData("\"parent\": \"t\"", "\"parent\": \"x\"", "$.units[2].parent: 'x' is not a unit of this file")]
    [InlineData("\"parent\": \"t\"", "\"parent\": \"v\"", "$.units[2].parent: 'v' leads back to 'v'")]
    [InlineData("\"area\": \"410999101\"", "\"area\": \"410998101\"", "$.units[1].area: '410998101' is not inside '410999'")]
    [InlineData("\"id\": \"w\"", "\"id\": \"l\"", "$.people[1].id: 'l' is given twice")]
    [InlineData("\"unit\": \"c\"", "\"unit\": \"zz\"", "$.people[2].unit: 'zz' is not a unit of this file")]
    [InlineData("\"GridLeader\"", "\"GridWorker\"", "$.grids[0].code: grid '410999101001001' must have exactly one GridLeader among people, found 0")]
    [InlineData("[\"GridWorker\"]", "[\"GridWorker\", \"GridLeader\"]", "must have exactly one GridLeader among people, found 2")]
    [InlineData("\"latitude\": 35.7", "\"latitude\": 135.7", "must be from -90 to 90 degrees, found 135.7")]
    public void Load_BadRow_NamesLineAndField(string good, string bad, string message)
    {
        var act = () => DirectoryLoader.Load("d.json", Encoding.UTF8.GetBytes(Small.Replace(good, bad, StringComparison.Ordinal)));

        act.Should().Throw<DataFileException>().Which.Message.Should().Contain(message);
    }

    [Theory]
    [InlineData("410999101001001", null)]
    [InlineData("41099910100100", "must be 15 digits")]
    [InlineData("41099910100100a", "must be 15 digits")]
    [InlineData("410999000001001", "has the street 000")]
    [InlineData("410999101001000", "has the sequence 000")]
    [InlineData("010999101001001", "province 01 does not exist")]
    [InlineData(null, "must be 15 digits")]
    public void CellGrid_Code_IsChecked(string? code, string? problem)
    {
        if (problem is null) GridCodeScheme.CellGrid.Problem(code).Should().BeNull();
        else GridCodeScheme.CellGrid.Problem(code).Should().Contain(problem);
    }

    [Fact]
    public void DivisionOf_EachScheme_IsTheCounty()
    {
        GridCodeScheme.CellGrid.DivisionOf("410999101001001").Should().Be("410999");
        GridCodeScheme.CommunityGrid.DivisionOf("00000041099910100101").Should().Be("410999");
        GridCodeScheme.Division12.DivisionOf("410999101001").Should().Be("410999");
        var act = () => GridCodeScheme.Division12.DivisionOf("410999");
        act.Should().Throw<ArgumentException>().WithMessage("*must be 12 digits*");
    }
}
