using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Tests.Deadlines;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Directory;

/// <summary>Calendars and catalogues of the reference data: added, never changed, and found again by those that use them.</summary>
public sealed class ReferenceVersionTests
{
    private static readonly ReferenceDocument Shipped = ReferenceDocument.Shipped;

    [Fact]
    public void Read_NewCalendar_IsInForce_AndClocksOfTheOldOneFindTheirs()
    {
        var running = PausableClock.Start(At.China("2026-12-30 10:00"), Limit.Running(3, LimitUnit.WorkDay), Shipped.Calendar.Data);
        var document = Read(With("calendars", Year2027("cn-2027.1")));
        var data = CaseData.Default.With(document);

        data.Calendar.Version.Should().Be("cn-2027.1");
        data.CalendarOf(running).Version.Should().Be(Shipped.Calendar.Version);
        PausableClock.Start(running.StartedAt, running.Limit, data.Calendar).Provisional.Should().BeFalse();
        running.Provisional.Should().BeTrue();
        Read(document.Text, Shipped).Text.Should().Be(document.Text);
    }

    [Fact]
    public void Read_SameVersionWithOtherDays_IsRefusedByItsPlace()
    {
        var first = Read(With("calendars", Year2027("cn-2027.1")));
        var other = Year2027("cn-2027.1");
        other["note"] = "another";

        var read = () => Read(With("calendars", other), first);

        read.Should().Throw<DataFileException>().Which.Errors.Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Path = "$.calendars[0].version", MessageInChinese = "版本“cn-2027.1”已存在且内容不同；版本不得更改，请为新内容另取版本号" });
        Read(With("calendars", Year2027("cn-2027.1")), first).Text.Should().Be(first.Text, "the same again is no change");
    }

    [Fact]
    public void Read_CatalogueOfALaterDay_IsInForceFromThatDayOnly()
    {
        var next = JsonNode.Parse(Shipped.Catalogues[0].Text)!.AsObject();
        next["version"] = "catalogue-2027.1";
        next["effectiveFrom"] = "2027-01-01";

        var data = CaseData.Default.With(Read(With("catalogues", next)));

        data.CatalogueOn(new DateOnly(2026, 12, 31))!.Version.Should().Be(Shipped.Catalogues[0].Version);
        data.CatalogueOn(new DateOnly(2027, 1, 1))!.Version.Should().Be("catalogue-2027.1");
        next["version"] = "catalogue-2027.2";
        var twice = () => Read(With("catalogues", next), Read(With("catalogues", Renamed(next, "catalogue-2027.1"))));
        twice.Should().Throw<DataFileException>().WithMessage("*same day*");
    }

    [Fact]
    public void ReadStored_VersionsOfAnotherRelease_AreNotMixedIn()
    {
        var stored = JsonNode.Parse(Shipped.Text)!.AsObject();
        stored["calendars"] = new JsonArray(Year2027("city-1"));

        var read = ReferenceDocument.ReadStored("stored", stored.ToJsonString());

        read.Calendars.Select(calendar => calendar.Version).Should().Equal("city-1");
        stored.Remove("calendars");
        ReferenceDocument.ReadStored("older", stored.ToJsonString()).Calendars.Should().Equal(Shipped.Calendars);
    }

    [Fact]
    public void CalendarDraft_OneYear_ReplacesItsYearAndTakesTheNextFreeVersion()
    {
        const string year = """{"year":2027,"source":"国办","daysOff":[{"name":"元旦","from":"2027-01-01","to":"2027-01-03"}],"workingWeekends":[]}""";

        var first = CalendarDraft.Read(year, Shipped.Calendar.Text, [Shipped.Calendar.Version]);
        var again = CalendarDraft.Read(year, first.Text, [Shipped.Calendar.Version, "cn-2027.1"]);
        var mended = CalendarDraft.Read(year.Replace("01-03", "01-04", StringComparison.Ordinal), first.Text, [Shipped.Calendar.Version, "cn-2027.1"]);

        first.Calendar.Version.Should().Be("cn-2027.1");
        first.Calendar.Years.Select(known => known.Year).Should().Equal(2024, 2025, 2026, 2027);
        again.Text.Should().Be(first.Text);
        mended.Calendar.Version.Should().Be("cn-2027.2");
        mended.Calendar.IsWorkingDay(new DateOnly(2027, 1, 4)).Should().BeFalse();
    }

    [Fact]
    public void Load_FilesFullOfFaults_SayEachInChinese()
    {
        const string calendar = """
            {"version":1,"extra":2,"years":[{"year":3000,"source":"","daysOff":[{"name":"x","from":"2026-02-30","to":"2026-01-01"},{"name":"y","from":"2026-01-05","to":"2026-01-02"}],
            "workingWeekends":["2026-01-05","2025-01-01",7]}],"officeHours":[{"from":"13-01","to":"12-31","periods":["9-5","10:00-09:00"]}],
            "specialDays":[{"day":"x","periods":{},"note":"n"}],"outages":[{"from":"now","to":"2026-03-10T10:00:00+08:00","reason":"r"}]}
            """;
        const string catalogue = """
            {"version":"v","effectiveFrom":"soon","dutyUnits":[{"code":"A","name":"甲"},{"code":"A","name":"乙"}],"majors":[],"categories":[{"code":"X1","kind":"Component","name":"n","lead":"B",
            "assists":["B","B"],"emergencyLine":"911","standards":[{"id":"1","filing":"f","grade":"Huge","receive":{"amount":-1,"unit":"WorkHour"},"dispose":{"amount":1.5,"unit":"WorkDay","mode":"Statutory"},
            "closing":"c","verification":["None"],"source":"s","seasonal":"no"}]}]}
            """;

        var errors = Errors(() => WorkCalendarLoader.Load("calendar", Encoding.UTF8.GetBytes(calendar)))
            .Concat(Errors(() => GridGov.Workflow.Activities.Catalogue.DispatchCatalogueLoader.Load("catalogue", Encoding.UTF8.GetBytes(catalogue)))).ToList();

        errors.Should().HaveCountGreaterThan(20);
        errors.Should().OnlyContain(error => error.MessageInChinese.Any(c => c >= '一' && c <= '鿿'));
    }

    private static IReadOnlyList<DataFileError> Errors(Action load) => load.Should().Throw<DataFileException>().Which.Errors;

    private static string With(string part, JsonObject version) => new JsonObject { [part] = new JsonArray(version.DeepClone()) }.ToJsonString();

    private static JsonObject Renamed(JsonObject version, string name)
    {
        var renamed = version.DeepClone().AsObject();
        renamed["version"] = name;
        return renamed;
    }

    private static JsonObject Year2027(string version)
    {
        var calendar = JsonNode.Parse(Shipped.Calendar.Text)!.AsObject();
        calendar["version"] = version;
        calendar["years"]!.AsArray().Add(new JsonObject
        {
            ["year"] = 2027,
            ["source"] = "国办发明电〔2026〕1号",
            ["daysOff"] = new JsonArray(new JsonObject { ["name"] = "元旦", ["from"] = "2027-01-01", ["to"] = "2027-01-03" }),
            ["workingWeekends"] = new JsonArray(),
        });
        return calendar;
    }

    private static ReferenceDocument Read(string document, ReferenceDocument? before = null) =>
        ReferenceDocument.Read("test", Encoding.UTF8.GetBytes(document), before ?? Shipped);
}
