using System.Globalization;
using FluentAssertions;
using GridGov.Workflow.Host.Demo;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Demo;

/// <summary>The demo's own reckoning against the golden cases of domain.md §3.8 that lie in its weeks.</summary>
public sealed class OfficeTimeTests
{
    [Theory]
    [InlineData("2026-03-10 10:00", 4, "2026-03-10 16:00")]
    [InlineData("2026-03-10 12:30", 2, "2026-03-10 16:00")]
    [InlineData("2026-03-10 22:00", 2, "2026-03-11 10:00")]
    [InlineData("2026-03-13 17:00", 4, "2026-03-16 11:00")]
    [InlineData("2026-04-03 16:00", 8, "2026-04-07 16:00")]
    [InlineData("2026-03-10 10:00", 2, "2026-03-10 12:00")]
    public void Add_WorkHours_IsTheGoldenDue(string start, double hours, string due) =>
        OfficeTime.Add(At(start), TimeSpan.FromHours(hours)).Should().Be(At(due));

    [Theory]
    [InlineData("2026-03-13 17:00", "2026-03-16 11:00", 4)]
    [InlineData("2026-03-10 12:10", "2026-03-10 13:50", 0)]
    [InlineData("2026-03-10 11:30", "2026-03-10 14:30", 1)]
    public void Between_CountsOfficeTimeOnly(string start, string end, double hours) =>
        OfficeTime.Between(At(start), At(end)).Should().Be(TimeSpan.FromHours(hours));

    private static DateTimeOffset At(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
