using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>Areas hold in the designer as on the case pages. A Host of its own: its directory gets two more governance offices.</summary>
public sealed class ScopeTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task InstanceOfACase_OutsideTheOfficesArea_IsNotThere()
    {
        await AddOfficesAsync();
        var number = await new City(fixture.Host).ReportAsync();
        var id = (await new Api(fixture.Host).GetAsync($"/api/cases/{number}")).Ok()["instanceId"]!.GetValue<string>();
        using var here = new Studio(fixture.Host, "office-here");
        using var elsewhere = new Studio(fixture.Host, "office-elsewhere");
        var (_, free) = await elsewhere.RunWriteThenWaitAsync();

        (await IdsAsync(here)).Should().Contain([id, free]);
        (await IdsAsync(elsewhere)).Should().Contain(free).And.NotContain(id);
        foreach (var path in (string[])[$"workflow-instances/{id}", $"workflow-instances/{id}/execution-state", $"workflow-instances/{id}/variables", $"workflow-instances/{id}/export"])
        {
            (await here.GetAsync(path)).Status.Should().Be(HttpStatusCode.OK, path);
            (await elsewhere.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound, path);
        }

        (await elsewhere.PostAsync($"workflow-instances/{id}/journal", new JsonObject())).Status.Should().Be(HttpStatusCode.NotFound);
        (await elsewhere.GetAsync($"activity-executions/count?WorkflowInstanceId={id}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await elsewhere.PostAsync($"cancel/workflow-instances/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await new Api(fixture.Host, "office-elsewhere").GetAsync($"/api/instances/{id}/journal")).Status.Should().Be(404);
        (await new Api(fixture.Host, "office-here").GetAsync($"/api/instances/{id}/journal")).Status.Should().Be(200);
        (await new Api(fixture.Host, "office-elsewhere").GetAsync("/api/instances?definitionId=case-lifecycle")).Ok()["items"]!.AsArray().Should().BeEmpty();
    }

    private static async Task<IEnumerable<string>> IdsAsync(Studio studio) =>
        (await studio.PostAsync("workflow-instances", new JsonObject { ["page"] = 0, ["pageSize"] = 50 })).Ok()["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>());

    private async Task AddOfficesAsync()
    {
        await using var stream = typeof(Activities.Directory.IDirectory).Assembly.GetManifestResourceStream("Directory/Data/demo-city.json")!;
        var directory = (await JsonNode.ParseAsync(stream))!;
        directory["version"] = "with-two-offices";
        foreach (var (id, area) in (ReadOnlySpan<(string, string)>)[("office-here", City.Grid[..9]), ("office-elsewhere", "410999102")])
        {
            directory["people"]!.AsArray().Add(new JsonObject
            {
                ["id"] = id,
                ["name"] = "办事处",
                ["unit"] = "410999-ZZ",
                ["roles"] = new JsonArray("GovernanceOffice"),
                ["areas"] = new JsonArray(area),
            });
        }

        (await new Api(fixture.Host).PostAsync("/api/directory", directory)).Ok();
    }
}
