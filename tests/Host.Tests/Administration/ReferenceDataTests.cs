using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Administration;

/// <summary>Calendars and catalogues by the system administrator: checked, looked at, put in force; what runs keeps its own.</summary>
public sealed class ReferenceDataTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Calendars = "/api/admin/calendars";
    private const string Catalogues = "/api/admin/catalogues";

    /// <summary>A standard whose limit is several working days.</summary>
    private const string InWorkDays = "C0101-3";
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Calendar_WithMoreDaysOff_CountsForNewClocksOnly_AndOldCasesReplayAsTheyWere()
    {
        var admin = _city.As("admin-system");
        var before = await _city.ReceivedCaseAsync(InWorkDays);
        var dueBefore = await DueAsync(before);
        var now = (await admin.GetAsync("/api/clock")).Ok()["now"]!.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8));
        var year = await YearWithAWeekOffAsync(now);

        var preview = (await admin.PostAsync(Calendars + "/preview", year)).Ok();
        (await _city.As("admin-security").PostAsync(Calendars, year)).Status.Should().Be(403);
        (await admin.PostAsync(Calendars + "?basedOn=cn-1999.1", year)).Status.Should().Be(409);
        var added = (await admin.PostAsync(Calendars + $"?basedOn={preview["before"]}", year, "calendar-1")).Ok();
        var repeated = (await admin.PostAsync(Calendars + $"?basedOn={preview["before"]}", year, "calendar-1")).Ok();
        var after = await _city.ReceivedCaseAsync(InWorkDays);

        preview["days"]!.AsArray().Count.Should().BeGreaterThan(3);
        added["isNew"]!.GetValue<bool>().Should().BeTrue();
        repeated["version"]!["version"]!.GetValue<int>().Should().Be(added["version"]!["version"]!.GetValue<int>());
        (await admin.GetAsync($"/api/calendars/{now.Year}")).Ok()["version"]!.GetValue<string>().Should().Be(preview["after"]!.GetValue<string>());
        (await DueAsync(before)).Should().Be(dueBefore, "a clock keeps the calendar that it was started under");
        (await DueAsync(after)).Should().BeAfter(dueBefore.AddDays(3), "the days off are not counted");

        (await _city.ReplyAsync(before)).Ok();
        foreach (var number in (string[])[before, after])
        {
            var history = (await _city.As("auditor").GetAsync($"/api/cases/{number}/history?limit=200")).Ok()["items"]!.AsArray();
            var replay = (await _city.As("auditor").GetAsync($"/api/cases/{number}/replay?step={history.Count}")).Ok();
            replay["outcome"]!.GetValue<string>().Should().Be("Equal");
        }

        var log = (await _city.As("admin-audit").GetAsync("/api/admin-log?action=calendar.add")).Ok()["items"]!.AsArray();
        log.Should().ContainSingle().Which!["target"]!.GetValue<string>().Should().Be(preview["after"]!.GetValue<string>());
    }

    [Fact]
    public async Task Calendar_WithFaults_ListsAllWithPlaceInBothLanguages()
    {
        const string year = """
            {
              "year": 2028,
              "source": "国办",
              "daysOff": [ { "name": "元旦", "from": "2028-01-01", "to": "2027-12-31" } ],
              "workingWeekends": [ "2028-01-03" ]
            }
            """;

        var answer = await _city.As("admin-system").PostTextAsync(Calendars, year);

        answer.Status.Should().Be(422);
        var faults = answer.Json["faults"]!.AsArray();
        faults.Select(fault => (fault!["line"]!.GetValue<int>(), fault["path"]!.GetValue<string>()))
            .Should().Equal((4, "$.daysOff[0].to"), (5, "$.workingWeekends[0]"));
        faults[1]!["messageInChinese"]!.GetValue<string>().Should().Contain("周六、周日");
    }

    [Fact]
    public async Task Catalogue_FromTomorrow_TellsWhatChanges_AndLeavesFiledCasesAlone()
    {
        var admin = _city.As("admin-system");
        var inForce = (await admin.GetAsync(Catalogues)).Ok()["items"]!.AsArray().Single(item => item!["isInForce"]!.GetValue<bool>())!;
        var catalogue = (await admin.GetAsync($"{Catalogues}/{inForce["version"]}")).Ok();
        var number = await _city.DivertedCaseAsync();
        var tomorrow = DateOnly.FromDateTime((await admin.GetAsync("/api/clock")).Ok()["now"]!.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8)).Date).AddDays(1);
        catalogue["version"] = "catalogue-test.2";
        catalogue["effectiveFrom"] = "2020-01-01";
        (await admin.PostAsync(Catalogues, catalogue)).Status.Should().Be(422, "a day gone by was filed under what was in force then");
        catalogue["effectiveFrom"] = $"{tomorrow:yyyy-MM-dd}";
        var category = catalogue["categories"]!.AsArray().Single(row => row!["code"]!.GetValue<string>() == "C0101")!;
        category["standards"]![0]!["closing"] = "井盖完好、平稳。";

        var preview = (await admin.PostAsync(Catalogues + "/preview", catalogue)).Ok();
        var added = (await admin.PostAsync(Catalogues, catalogue, "catalogue-1")).Ok();

        preview["changed"]!.AsArray().Should().ContainSingle().Which!["fields"]!.AsArray().Should().ContainSingle().Which!["field"]!.GetValue<string>().Should().Be("closing");
        added["isNew"]!.GetValue<bool>().Should().BeTrue();
        (await _city.CaseAsync(number))["catalogueVersion"]!.GetValue<string>().Should().Be(inForce["version"]!.GetValue<string>());
        var today = await _city.DivertedCaseAsync();
        (await _city.CaseAsync(today))["catalogueVersion"]!.GetValue<string>().Should().Be(inForce["version"]!.GetValue<string>());
        (await admin.GetAsync(Catalogues)).Ok()["items"]!.AsArray().Should().HaveCount(2);
    }

    private async Task<DateTimeOffset> DueAsync(string number) =>
        (await _city.CaseAsync(number))["orders"]![0]!["clocks"]!.AsArray().Single(clock => clock!["name"]!.GetValue<string>() == "dispose")!["due"]!.GetValue<DateTimeOffset>();

    // The year in force, with the next seven days off.
    private async Task<JsonNode> YearWithAWeekOffAsync(DateTimeOffset now)
    {
        var admin = _city.As("admin-system");
        var version = (await admin.GetAsync(Calendars)).Ok()["items"]!.AsArray().Single(item => item!["isInForce"]!.GetValue<bool>())!["version"];
        var calendar = (await admin.GetAsync($"{Calendars}/{version}")).Ok();
        var (first, last) = (DateOnly.FromDateTime(now.Date).AddDays(1), DateOnly.FromDateTime(now.Date).AddDays(7));
        if (last.Year != first.Year) last = new DateOnly(first.Year, 12, 31);
        var year = calendar["years"]!.AsArray().FirstOrDefault(row => row!["year"]!.GetValue<int>() == first.Year)?.DeepClone()
            ?? new JsonObject { ["year"] = first.Year, ["source"] = "test", ["daysOff"] = new JsonArray(), ["workingWeekends"] = new JsonArray() };
        var (runs, weekends) = (year["daysOff"]!.AsArray(), year["workingWeekends"]!.AsArray());
        foreach (var run in runs.Where(run => Day(run!["from"]) <= last && Day(run["to"]) >= first).ToList()) runs.Remove(run);
        foreach (var day in weekends.Where(day => Day(day) >= first && Day(day) <= last).ToList()) weekends.Remove(day);
        runs.Add(new JsonObject { ["name"] = "测试", ["from"] = $"{first:yyyy-MM-dd}", ["to"] = $"{last:yyyy-MM-dd}" });
        return year;
    }

    private static DateOnly Day(JsonNode? text) => DateOnly.Parse(text!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
}
