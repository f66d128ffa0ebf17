using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>The golden cases of domain.md §3.8 over REST.</summary>
[Collection(HostCollection.Name)]
public sealed class DeadlinePreviewTests(HostFixture fixture)
{
    [Theory]
    [InlineData("2026-03-10T10:00:00+08:00", 4, "WorkHour", "Running", false, "2026-03-10T16:00:00+08:00")]
    [InlineData("2026-03-10T12:30:00+08:00", 2, "WorkHour", "Running", false, "2026-03-10T16:00:00+08:00")]
    [InlineData("2026-03-10T22:00:00+08:00", 2, "WorkHour", "Running", false, "2026-03-11T10:00:00+08:00")]
    [InlineData("2026-03-13T17:00:00+08:00", 4, "WorkHour", "Running", false, "2026-03-16T11:00:00+08:00")]
    [InlineData("2026-02-13T16:00:00+08:00", 1, "WorkDay", "Running", false, "2026-02-14T16:00:00+08:00")]
    [InlineData("2026-02-13T16:00:00+08:00", 2, "WorkDay", "Running", false, "2026-02-24T16:00:00+08:00")]
    [InlineData("2026-09-30T16:00:00+08:00", 1, "WorkDay", "Running", false, "2026-10-08T16:00:00+08:00")]
    [InlineData("2026-10-09T16:00:00+08:00", 2, "WorkDay", "Running", false, "2026-10-12T16:00:00+08:00")]
    [InlineData("2025-09-27T09:00:00+08:00", 4, "WorkHour", "Running", false, "2025-09-28T12:00:00+08:00")]
    [InlineData("2026-01-01T09:00:00+08:00", 1, "WorkDay", "Running", false, "2026-01-04T18:00:00+08:00")]
    [InlineData("2026-03-13T17:00:00+08:00", 5, "WorkDay", "Statutory", false, "2026-03-20T18:00:00+08:00")]
    [InlineData("2025-09-26T09:00:00+08:00", 5, "WorkDay", "Statutory", false, "2025-10-10T18:00:00+08:00")]
    [InlineData("2026-02-16T23:30:00+08:00", 2, "UrgentHour", "Running", false, "2026-02-17T01:30:00+08:00")]
    public async Task Preview_GoldenCase_GivesTheDueInstant(string start, decimal limit, string unit, string mode, bool roll, string due)
    {
        var answer = (await PreviewAsync(start, limit, unit, mode, roll)).Ok();

        answer["due"]!.GetValue<DateTimeOffset>().Should().Be(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        answer["provisional"]!.GetValue<bool>().Should().BeFalse();
    }

    [Theory]
    [InlineData(true, "2026-09-28")]
    [InlineData(false, "2026-09-25")]
    public async Task Preview_NaturalDaysEndingInAHoliday_RollWhenAsked(bool roll, string lastDay)
    {
        var answer = (await PreviewAsync("2026-09-18T10:00:00+08:00", 7, "NaturalDay", "Statutory", roll)).Ok();

        // 24:00 is stored as 00:00 of the next day.
        answer["due"]!.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8)).AddTicks(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).Should().Be(lastDay);
    }

    [Fact]
    public async Task Preview_YearWithoutCalendar_IsProvisional() =>
        (await PreviewAsync("2027-03-10T10:00:00+08:00", 1, "WorkDay", "Running", false)).Ok()["provisional"]!.GetValue<bool>().Should().BeTrue();

    private Task<ApiAnswer> PreviewAsync(string start, decimal limit, string unit, string mode, bool roll) =>
        new Api(fixture.Host).PostAsync("/api/deadlines/preview", new JsonObject
        {
            ["start"] = start,
            ["limit"] = limit,
            ["unit"] = unit,
            ["mode"] = mode,
            ["rollForward"] = roll,
        });
}
