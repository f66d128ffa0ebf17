using CsCheck;
using FluentAssertions;
using GridGov.Workflow.Activities.Deadlines;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Deadlines;

public sealed class DeadlineCalculatorTests
{
    private static readonly WorkCalendar China = WorkCalendar.China;

    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Int[0, 3 * 365 * 24 * 60].Select(m => At.China("2024-01-01 00:00").AddMinutes(m));

    private static readonly Gen<TimeSpan> Times = Gen.Int[0, 60 * 8 * 30].Select(m => TimeSpan.FromMinutes(m));

    [Theory]
    [InlineData("P1D is one work day, not 24 hours (jmix#790)", "2026-03-10 10:00", 1, LimitUnit.WorkDay, "2026-03-11 10:00")]
    [InlineData("set before opening hours (JBPM-9546)", "2026-03-10 06:00", 1, LimitUnit.WorkHour, "2026-03-10 09:00")]
    [InlineData("set after closing hours (jbpm#1342)", "2026-03-10 19:00", 1, LimitUnit.WorkHour, "2026-03-11 09:00")]
    [InlineData("holiday ignored (JBPM-4533)", "2026-04-03 17:00", 2, LimitUnit.WorkHour, "2026-04-07 09:00")]
    [InlineData("start at the closing instant", "2026-03-10 18:00", 1, LimitUnit.WorkHour, "2026-03-11 09:00")]
    [InlineData("start at the opening instant", "2026-03-10 08:00", 1, LimitUnit.WorkHour, "2026-03-10 09:00")]
    [InlineData("ends at noon, not after lunch", "2026-03-10 08:00", 4, LimitUnit.WorkHour, "2026-03-10 12:00")]
    [InlineData("half a working day", "2026-03-10 08:00", 0.5, LimitUnit.WorkDay, "2026-03-10 12:00")]
    [InlineData("a leap day counts", "2024-02-28 16:00", 1, LimitUnit.WorkDay, "2024-02-29 16:00")]
    [InlineData("natural day without calendar", "2026-02-14 10:00", 3, LimitUnit.NaturalDay, "2026-02-17 10:00")]
    [InlineData("urgent day is 24 hours", "2026-02-14 10:00", 1, LimitUnit.UrgentDay, "2026-02-15 10:00")]
    [InlineData("ten minutes", "2026-03-10 10:00", 0.1667, LimitUnit.UrgentHour, "2026-03-10 10:10")]
    public void Compute_EdgeOfTheCalendar_GivesDue(string why, string start, double amount, LimitUnit unit, string due) =>
        DeadlineCalculator.Compute(At.China(start), Limit.Running((decimal)amount, unit), China).Due.Should().Be(At.China(due), why);

    [Theory]
    [InlineData("2026-03-13 00:00", "2026-03-16 18:00")]
    [InlineData("2026-03-13 23:59", "2026-03-16 18:00")]
    [InlineData("2026-02-13 23:59", "2026-02-14 18:00")]
    [InlineData("2026-02-14 00:00", "2026-02-24 18:00")]
    public void Compute_StatutoryOneDay_DoesNotCountTheStartDay(string start, string due) =>
        DeadlineCalculator.Compute(At.China(start), Limit.StatutoryWorkDays(1), China).Due.Should().Be(At.China(due));

    [Fact]
    public void Compute_StartInAnotherOffset_IsTheSameInstant()
    {
        // 2026-03-29 01:30 UTC is inside the hour in which central Europe changes to summer time.
        var utc = new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero);
        foreach (var offset in (int[])[-10, 0, 1, 2, 8, 14])
            DeadlineCalculator.Compute(utc.ToOffset(TimeSpan.FromHours(offset)), Limit.StatutoryWorkDays(1), China).Due
                .Should().Be(At.China("2026-03-30 18:00"));
    }

    [Theory]
    [InlineData("2026-03-10 08:00", 4, LimitUnit.WorkHour, CountingMode.Running, "2026-03-10 10:48")]
    [InlineData("2026-03-10 08:00", 8, LimitUnit.WorkHour, CountingMode.Running, "2026-03-10 15:36")]
    [InlineData("2026-03-13 17:00", 4, LimitUnit.WorkHour, CountingMode.Running, "2026-03-16 09:48")]
    [InlineData("2026-02-16 23:30", 2, LimitUnit.UrgentHour, CountingMode.Running, "2026-02-17 00:54")]
    [InlineData("2026-03-10 10:00", 0.25, LimitUnit.UrgentHour, CountingMode.Running, "2026-03-10 10:10")]
    [InlineData("2026-03-13 17:00", 5, LimitUnit.WorkDay, CountingMode.Statutory, "2026-03-19 12:00")]
    [InlineData("2026-03-13 17:00", 1, LimitUnit.WorkDay, CountingMode.Statutory, "2026-03-16 15:36")]
    [InlineData("2026-09-18 09:00", 7, LimitUnit.NaturalDay, CountingMode.Statutory, "2026-09-23 21:36")]
    public void Compute_Yellow_IsTheFloorOfSeventyPercent(string start, double amount, LimitUnit unit, CountingMode mode, string yellow) =>
        DeadlineCalculator.Compute(At.China(start), new Limit((decimal)amount, unit, mode, rollForward: false), China).Yellow.Should().Be(At.China(yellow));

    [Fact]
    public void Compute_DefaultLimit_ThrowsWithTheRange()
    {
        var act = () => DeadlineCalculator.Compute(At.China("2026-03-10 10:00"), default, China);

        act.Should().Throw<ArgumentException>().WithMessage("*allowed is above 0 and at most 3660*");
    }

    [Fact]
    public void Compute_OutageInOfficeHours_ShiftsDue()
    {
        var calendar = China.WithOutage("outage1", new OutageWindow(At.China("2026-03-10 11:00"), At.China("2026-03-10 15:00"), "机房断电，系统管理员、审计员批准"));

        DeadlineCalculator.Compute(At.China("2026-03-10 10:00"), Limit.Running(2, LimitUnit.WorkHour), calendar).Due.Should().Be(At.China("2026-03-10 16:00"));
        DeadlineCalculator.Compute(At.China("2026-03-10 10:00"), Limit.Running(2, LimitUnit.UrgentHour), calendar).Due.Should().Be(At.China("2026-03-10 16:00"));
        DeadlineCalculator.WorkingTimeBetween(At.China("2026-03-10 10:00"), At.China("2026-03-10 16:00"), calendar).Should().Be(TimeSpan.FromHours(2));
    }

    [Fact]
    public void Compute_HalfDayOfAnOrganisation_CountsItsHours()
    {
        var half = new SpecialDay(new DateOnly(2026, 3, 10), [new OfficePeriod(new TimeOnly(8, 0), new TimeOnly(12, 0))], "半天");
        var calendar = China.OverriddenBy("镇A", [half]);

        DeadlineCalculator.Compute(At.China("2026-03-10 11:00"), Limit.Running(2, LimitUnit.WorkHour), calendar).Due.Should().Be(At.China("2026-03-11 09:00"));
        calendar.Version.Should().Be(China.Version + "+镇A");
    }

    [Fact]
    public void AddWorkingTime_InTwoSteps_EqualsOneStep() =>
        Gen.Select(Instants, Times, Times).Sample((start, a, b) =>
            DeadlineCalculator.AddWorkingTime(DeadlineCalculator.AddWorkingTime(start, a, China), b, China)
            == DeadlineCalculator.AddWorkingTime(start, a + b, China));

    [Fact]
    public void AddWorkingTime_LaterStartOrMoreTime_NeverEndsEarlier() =>
        Gen.Select(Instants, Times, Times).Sample((start, a, b) =>
            DeadlineCalculator.AddWorkingTime(start + a, b, China) >= DeadlineCalculator.AddWorkingTime(start, b, China)
            && DeadlineCalculator.AddWorkingTime(start, a + b, China) >= DeadlineCalculator.AddWorkingTime(start, a, China));

    [Fact]
    public void WorkingTimeBetween_AfterAdding_IsWhatWasAdded() =>
        Gen.Select(Instants, Times).Sample((start, time) =>
            DeadlineCalculator.WorkingTimeBetween(start, DeadlineCalculator.AddWorkingTime(start, time, China), China) == time);

    [Fact]
    public void WorkingTimeBetween_SplitAnywhere_Adds() =>
        Gen.Select(Instants, Times, Times).Sample((start, a, b) =>
            DeadlineCalculator.WorkingTimeBetween(start, start + a, China) + DeadlineCalculator.WorkingTimeBetween(start + a, start + a + b, China)
            == DeadlineCalculator.WorkingTimeBetween(start, start + a + b, China));

    [Fact]
    public void Compute_AnyLimit_YellowLiesBetweenStartAndDue()
    {
        var limits = Gen.OneOf(
            Gen.Select(Gen.Int[1, 60], Gen.Enum<LimitUnit>()).Select((n, u) => Limit.Running(n, u)),
            Gen.Int[1, 60].Select(Limit.StatutoryWorkDays),
            Gen.Select(Gen.Int[1, 60], Gen.Bool).Select(Limit.StatutoryNaturalDays));
        Gen.Select(Instants, limits).Sample((start, limit) =>
        {
            var deadline = DeadlineCalculator.Compute(start, limit, China);
            return start <= deadline.Yellow && deadline.Yellow <= deadline.Due && start < deadline.Due;
        });
    }

    [Fact]
    public void WorkingTimeBetween_EndBeforeStart_Throws()
    {
        var act = () => DeadlineCalculator.WorkingTimeBetween(At.China("2026-03-11 10:00"), At.China("2026-03-10 10:00"), China);

        act.Should().Throw<ArgumentOutOfRangeException>();
    }
}
