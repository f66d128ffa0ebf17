using FluentAssertions;
using GridGov.Workflow.Activities.Deadlines;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Deadlines;

/// <summary>The oracle of domain.md §3.8.</summary>
public sealed class GoldenDeadlineTests
{
    [Theory]
    [InlineData(1, "2026-03-10 10:00", 4, LimitUnit.WorkHour, CountingMode.Running, false, "2026-03-10 16:00")]
    [InlineData(2, "2026-03-10 12:30", 2, LimitUnit.WorkHour, CountingMode.Running, false, "2026-03-10 16:00")]
    [InlineData(3, "2026-03-10 22:00", 2, LimitUnit.WorkHour, CountingMode.Running, false, "2026-03-11 10:00")]
    [InlineData(4, "2026-03-13 17:00", 4, LimitUnit.WorkHour, CountingMode.Running, false, "2026-03-16 11:00")]
    [InlineData(5, "2026-02-13 16:00", 1, LimitUnit.WorkDay, CountingMode.Running, false, "2026-02-14 16:00")]
    [InlineData(6, "2026-02-13 16:00", 2, LimitUnit.WorkDay, CountingMode.Running, false, "2026-02-24 16:00")]
    [InlineData(8, "2026-09-30 16:00", 1, LimitUnit.WorkDay, CountingMode.Running, false, "2026-10-08 16:00")]
    [InlineData(9, "2026-10-09 16:00", 2, LimitUnit.WorkDay, CountingMode.Running, false, "2026-10-12 16:00")]
    [InlineData(10, "2025-09-27 09:00", 4, LimitUnit.WorkHour, CountingMode.Running, false, "2025-09-28 12:00")]
    [InlineData(12, "2026-01-01 09:00", 1, LimitUnit.WorkDay, CountingMode.Running, false, "2026-01-04 18:00")]
    [InlineData(13, "2026-03-13 17:00", 5, LimitUnit.WorkDay, CountingMode.Statutory, false, "2026-03-20 18:00")]
    [InlineData(16, "2025-09-26 09:00", 5, LimitUnit.WorkDay, CountingMode.Statutory, false, "2025-10-10 18:00")]
    [InlineData(18, "2026-09-18 09:00", 7, LimitUnit.NaturalDay, CountingMode.Statutory, true, "2026-09-28 18:00")]
    [InlineData(20, "2026-02-16 23:30", 2, LimitUnit.UrgentHour, CountingMode.Running, false, "2026-02-17 01:30")]
    public void Compute_GoldenCase_GivesThePrintedDue(int number, string start, int amount, LimitUnit unit, CountingMode mode, bool roll, string due)
    {
        var deadline = DeadlineCalculator.Compute(At.China(start), new Limit(amount, unit, mode, roll), WorkCalendar.China);

        deadline.Due.Should().Be(At.China(due), "case {0}", number);
        deadline.Due.Offset.Should().Be(TimeSpan.FromHours(8));
        deadline.Provisional.Should().BeFalse();
    }

    [Fact]
    public void Compute_GoldenCase18WithoutRoll_EndsAtMidnightOfTheHoliday()
    {
        var deadline = DeadlineCalculator.Compute(At.China("2026-09-18 09:00"), Limit.StatutoryNaturalDays(7, rollForward: false), WorkCalendar.China);

        deadline.LastDay.Should().Be(new DateOnly(2026, 9, 25));
        deadline.Due.Should().Be(At.China("2026-09-26 00:00"));
    }

    [Theory]
    [InlineData("2027-03-10 10:00", CountingMode.Running)]
    [InlineData("2027-03-10 10:00", CountingMode.Statutory)]
    [InlineData("2026-12-31 10:00", CountingMode.Statutory)]
    [InlineData("2026-12-31 10:01", CountingMode.Running)]
    [InlineData("2023-12-29 17:00", CountingMode.Running)]
    public void Compute_GoldenCase21YearNotPublished_IsProvisional(string start, CountingMode mode)
    {
        var deadline = DeadlineCalculator.Compute(At.China(start), new Limit(1, LimitUnit.WorkDay, mode, false), WorkCalendar.China);

        deadline.Provisional.Should().BeTrue();
    }

    [Fact]
    public void Compute_YearNotPublished_CountsMondayToFriday()
    {
        var deadline = DeadlineCalculator.Compute(At.China("2027-01-01 09:00"), Limit.Running(2, LimitUnit.WorkDay), WorkCalendar.China);

        deadline.Due.Should().Be(At.China("2027-01-05 09:00"), "Friday 1 January counts until its holiday is published");
    }

    [Theory]
    [InlineData("2026-12-31 10:00", 6)]
    [InlineData("2026-12-31 08:00", 8)]
    public void Compute_EndsAtTheLastOfficeMinuteOfThePublishedYear_IsNotProvisional(string start, int hours) =>
        DeadlineCalculator.Compute(At.China(start), Limit.Running(hours, LimitUnit.WorkHour), WorkCalendar.China)
            .Should().Match<Deadline>(d => !d.Provisional && d.Due == At.China("2026-12-31 18:00"));

    [Fact]
    public void Compute_RunsThroughHolidays_IsNeverProvisional() =>
        DeadlineCalculator.Compute(At.China("2027-01-01 09:00"), Limit.Running(24, LimitUnit.UrgentHour), WorkCalendar.China)
            .Should().Match<Deadline>(d => !d.Provisional && d.Due == At.China("2027-01-02 09:00"));
}
