using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>The directory as data: a new version is in force at once, and old cases replay with the old one. A Host of its own: it gets another city.</summary>
public sealed class DirectoryTests(ProcessFixture fixture) : IClassFixture<ProcessFixture>
{
    private const string Municipal = "410999-SZ";
    private readonly Api _system = new(fixture.Host);
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Upload_DutyMovedToAnotherUnit_RoutesNewCasesThere_AndOldOnesReplayEqual()
    {
        var old = await FiledAsync();
        (await _city.DoAsync(old, "dispatcher-01", "Divert", "Assign", [])).Ok();
        var waiting = await FiledAsync();
        (await LeadAsync(old)).Should().Be(City.Water);

        var before = (await _system.GetAsync("/api/directory")).Ok()["version"]!["version"]!.GetValue<int>();
        var routing = await RoutingAsync();
        foreach (var row in routing["rows"]!.AsArray())
            if (row!["duty"]?.GetValue<string>() == "SW") row["unit"] = Municipal;
        routing["version"] = "routing-moved";
        var reply = (await new Api(fixture.Host, "admin-security").PostAsync("/api/directory", new JsonObject { ["routing"] = routing }, "move-duty")).Ok();

        reply["isNew"]!.GetValue<bool>().Should().BeTrue();
        reply["version"]!["version"]!.GetValue<int>().Should().Be(before + 1);
        reply["version"]!["routing"]!.GetValue<string>().Should().Be("routing-moved");
        reply["version"]!["loadedBy"]!.GetValue<string>().Should().Be("admin-security");
        var @new = await FiledAsync();
        var task = await _city.TaskIdAsync(@new, "dispatcher-01", "Divert");
        (await _city.As("dispatcher-01").GetAsync($"/api/tasks/{task}")).Ok()["payload"]!["suggestedLead"]!.GetValue<string>().Should().Be(Municipal);
        foreach (var number in (string[])[@new, waiting])
        {
            (await _city.DoAsync(number, "dispatcher-01", "Divert", "Assign", [])).Ok();
            (await LeadAsync(number)).Should().Be(Municipal);
        }

        (await _city.DoAsync(old, "desk-sw", "AwaitReceipt", "Received")).Ok();
        foreach (var number in (string[])[old, waiting, @new])
        {
            var replay = (await _system.GetAsync($"/api/cases/{number}/replay")).Ok();
            replay["outcome"]!.GetValue<string>().Should().Be("Equal", "{0}: {1}", number, replay["difference"]);
        }

        // Another process knows the old versions only from the database.
        fixture.Host.Kill();
        await fixture.Host.RestartAsync();
        (await _system.GetAsync($"/api/cases/{old}/replay")).Ok()["outcome"]!.GetValue<string>().Should().Be("Equal");
        (await _system.GetAsync("/api/directory")).Ok()["version"]!["version"]!.GetValue<int>().Should().Be(before + 1);
    }

    [Fact]
    public async Task Upload_SameContentAgain_ChangesNothing()
    {
        var body = new JsonObject { ["routing"] = (await RoutingAsync()) };
        var first = (await _system.PostAsync("/api/directory", body.DeepClone())).Ok();

        var second = (await _system.PostAsync("/api/directory", body.DeepClone())).Ok();

        second["isNew"]!.GetValue<bool>().Should().BeFalse();
        second["version"]!["version"]!.GetValue<int>().Should().Be(first["version"]!["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Upload_BadRows_ListsEveryFaultByLineAndColumn()
    {
        const string body = """
            {
              "routing": {
                "version": "bad",
                "rows": [
                  { "duty": "SW", "area": "4109", "unit": "410999-SW", "from": "2026-01-01" },
                  { "duty": "CG", "area": "410999", "unit": "410999-CG", "from": "soon" }
                ]
              }
            }
            """;

        var answer = await _system.PostTextAsync("/api/directory", body);

        answer.Status.Should().Be(422, answer.Text);
        answer.Json["code"]!.GetValue<string>().Should().Be("directory.invalid");
        var faults = answer.Json["faults"]!.AsArray();
        faults.Select(fault => (fault!["line"]!.GetValue<int>(), fault["path"]!.GetValue<string>())).Should()
            .BeEquivalentTo([(5, "$.routing.rows[0].area"), (6, "$.routing.rows[1].from")]);
        faults[0]!["column"]!.GetValue<int>().Should().Be(31);
    }

    [Theory]
    [InlineData("""{"routing":{"version":"x","rows":[{"duty":"SW","area":"410999","unit":"nobody","from":"2026-01-01"}]}}""", "$.routing.rows[0].unit")]
    [InlineData("""{"note":"nothing"}""", "$")]
    [InlineData("""{"rooting":{}}""", "$.rooting")]
    [InlineData("[]", "$")]
    public async Task Upload_BadDocument_IsRefused(string body, string field)
    {
        var answer = await _system.PostTextAsync("/api/directory", body);

        answer.Status.Should().Be(422, answer.Text);
        answer.Json["field"]!.GetValue<string>().Should().Be(field);
    }

    [Theory]
    [InlineData("admin-system")]
    [InlineData("duty-leader")]
    [InlineData("office-01")]
    public async Task Upload_ByOthersThanTheSecurityAdmin_IsForbidden(string person)
    {
        var answer = await new Api(fixture.Host, person).PostAsync("/api/directory", new JsonObject { ["routing"] = new JsonObject() });

        answer.Status.Should().Be(403);
        answer.Json["code"]!.GetValue<string>().Should().Be("Role.NotGranted");
    }

    [Fact]
    public async Task Read_ByDesk_ShowsNamesOfTheOwnUnitOnly()
    {
        var people = (await new Api(fixture.Host, "desk-sw").GetAsync("/api/directory")).Ok()["people"]!.AsArray();

        people.Single(person => person!["id"]!.GetValue<string>() == "handler-sw")!["name"].Should().NotBeNull();
        people.Single(person => person!["id"]!.GetValue<string>() == "handler-ga")!.AsObject().ContainsKey("name").Should().BeFalse();
        (await new Api(fixture.Host, "clerk-01").GetAsync("/api/directory")).Ok()["people"]!.AsArray().Should().OnlyContain(person => person!["name"] != null);
        (await new Api(fixture.Host, "citizen-01").GetAsync("/api/directory")).Ok()["people"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Calendar_OfAPublishedYear_NamesItsPaper()
    {
        var year = (await new Api(fixture.Host, "desk-sw").GetAsync("/api/calendars/2026")).Ok();

        year["isPublished"]!.GetValue<bool>().Should().BeTrue();
        year["source"]!.GetValue<string>().Should().Contain("国务院办公厅");
        year["workingDays"]!.GetValue<int>().Should().Be(year["months"]!.AsArray().Sum(month => month!["days"]!.AsArray().Count));
        var later = (await _system.GetAsync("/api/calendars/2090")).Ok();
        later["isPublished"]!.GetValue<bool>().Should().BeFalse();
        (await _system.GetAsync("/api/calendars/1066")).Status.Should().Be(422);
    }

    private static async Task<JsonNode> RoutingAsync()
    {
        await using var stream = typeof(Activities.Catalogue.RoutingTable).Assembly.GetManifestResourceStream("Catalogue/Data/routing.json")!;
        return (await JsonNode.ParseAsync(stream))!;
    }

    private async Task<string> FiledAsync()
    {
        var number = await _city.ReportAsync();
        (await _city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-2" })).Ok();
        return number;
    }

    private async Task<string> LeadAsync(string number) => (await _city.CaseAsync(number))["orders"]![0]!["unit"]!.GetValue<string>();
}
