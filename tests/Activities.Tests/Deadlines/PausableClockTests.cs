using System.Text.Json;
using CsCheck;
using FluentAssertions;
using GridGov.Workflow.Activities.Deadlines;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Deadlines;

public sealed class PausableClockTests
{
    private static readonly WorkCalendar China = WorkCalendar.China;

    [Fact]
    public void Resume_AfterPause_AddsTheRemainingTime()
    {
        var clock = Start("2026-03-10 08:00", Limit.Running(8, LimitUnit.WorkHour));

        var paused = clock.Pause(At.China("2026-03-10 10:00"), China).Clock;
        var resumed = paused.Resume(At.China("2026-03-12 09:00"), China).Clock;

        paused.Remaining.Should().Be(TimeSpan.FromHours(6));
        resumed.Due.Should().Be(At.China("2026-03-12 17:00"));
        resumed.Yellow.Should().Be(At.China("2026-03-12 14:36"), "336 of 480 minutes, 120 of them before the pause");
        resumed.UsedAt(At.China("2026-03-12 12:00"), China).Should().Be(TimeSpan.FromHours(5));
    }

    [Fact]
    public void Pause_AndResume_ConserveUsedAndRemaining()
    {
        var limits = Gen.OneOf(
            Gen.Select(Gen.Int[1, 40], Gen.Enum<LimitUnit>()).Select((n, u) => Limit.Running(n, u)),
            Gen.Int[1, 20].Select(Limit.StatutoryWorkDays),
            Gen.Select(Gen.Int[1, 20], Gen.Bool).Select(Limit.StatutoryNaturalDays));
        var minutes = Gen.Int[0, 6 * 24 * 60];
        Gen.Select(Gen.Int[0, 500 * 24 * 60], limits, Gen.Select(minutes, minutes).Array[0, 4]).Sample((offset, limit, pauses) =>
        {
            var now = At.China("2024-12-01 00:00").AddMinutes(offset);
            var clock = PausableClock.Start(now, limit, China);
            var total = clock.Total;
            foreach (var (run, rest) in pauses)
            {
                var before = clock;
                now = now.AddMinutes(run);
                var paused = clock.Pause(now, China);
                if (!paused.Accepted) return now > clock.Due;
                var used = paused.Clock.UsedAt(now.AddDays(40), China);
                now = now.AddMinutes(rest);
                clock = paused.Clock.Resume(now, China).Clock;
                if (used + paused.Clock.Remaining != total || clock.Total != total) return false;
                if (clock.UsedAt(now, China) != used || clock.RemainingAt(now, China) != paused.Clock.Remaining) return false;
                if (clock.Due < before.Due || clock.UsedAt(clock.Due, China) != total) return false;
            }

            return true;
        });
    }

    [Fact]
    public void Pause_OnTheStartDayOfAStatutoryLimit_CostsNothing()
    {
        var clock = Start("2026-03-13 09:00", Limit.StatutoryWorkDays(5));

        var resumed = clock.Pause(At.China("2026-03-13 10:00"), China).Clock.Resume(At.China("2026-03-13 17:00"), China).Clock;

        resumed.Due.Should().Be(At.China("2026-03-20 18:00"));
    }

    [Fact]
    public void Pause_Overdue_IsRefused()
    {
        var clock = Start("2026-03-10 08:00", Limit.Running(1, LimitUnit.WorkHour));

        var result = clock.Pause(At.China("2026-03-10 09:01"), China);

        result.Refusal!.Rule.Should().Be("Clock.Overdue");
        result.Refusal.Text.Should().Contain("2026-03-10 09:00").And.Contain("升级督办");
        result.Clock.Should().BeSameAs(clock);
    }

    [Fact]
    public void Suspend_SecondTimeOrTooLong_IsRefused()
    {
        var clock = Start("2026-03-10 08:00", Limit.Running(5, LimitUnit.WorkDay));
        var at = At.China("2026-03-10 09:00");

        clock.Suspend(at, at.AddDays(366), SuspensionPolicy.Default, China).Refusal!.Rule.Should().Be("Suspension.MaxDays");
        clock.Suspend(at, at, SuspensionPolicy.Default, China).Refusal!.Rule.Should().Be("Suspension.NotAhead");
        var resumed = clock.Suspend(at, at.AddDays(30), SuspensionPolicy.Default, China).Clock.Resume(at.AddDays(30), China).Clock;
        resumed.Suspend(at.AddDays(30), at.AddDays(40), SuspensionPolicy.Default, China).Refusal!.Rule.Should().Be("Suspension.MaxCount");
    }

    [Fact]
    public void Resume_LateTimer_EndsTheSuspensionAtItsDate()
    {
        var at = At.China("2026-03-10 09:00");
        var until = At.China("2026-04-10 09:00");
        var suspended = Start("2026-03-10 08:00", Limit.Running(5, LimitUnit.WorkDay)).Suspend(at, until, SuspensionPolicy.Default, China).Clock;

        suspended.Resume(until.AddHours(7), China).Clock.Should().Be(suspended.Resume(until, China).Clock);
    }

    [Fact]
    public void Extend_RunningLimit_AddsToTheCurrentDueAndMovesYellow()
    {
        var clock = Start("2026-03-10 08:00", Limit.Running(1, LimitUnit.WorkDay));

        var extended = clock.Extend(At.China("2026-03-10 16:00"), Limit.Running(1, LimitUnit.WorkDay), ExtensionPolicy.Default, China).Clock;

        clock.LightAt(At.China("2026-03-10 16:00")).Should().Be(Light.Yellow);
        extended.Due.Should().Be(At.China("2026-03-11 18:00"));
        extended.Yellow.Should().Be(At.China("2026-03-11 11:12"), "672 of 960 minutes");
        extended.LightAt(At.China("2026-03-10 16:00")).Should().Be(Light.Green);
        extended.ExtendedBy.Should().Be(1);
    }

    [Fact]
    public void Extend_StatutoryEndingAtMidnight_CountsFromTheDayThatEnds()
    {
        var clock = Start("2026-09-18 09:00", Limit.StatutoryNaturalDays(7, rollForward: false));

        var extended = clock.Extend(At.China("2026-09-20 09:00"), Limit.StatutoryNaturalDays(3, rollForward: false), ExtensionPolicy.Default, China).Clock;

        extended.Due.Should().Be(At.China("2026-09-28 18:00"));
        extended.Yellow.Should().Be(At.China("2026-09-26 00:00"), "7 of 10 days");
    }

    [Fact]
    public void Extend_StatutoryWorkDays_EndsAtTheCloseOfBusiness()
    {
        var clock = Start("2026-03-13 17:00", Limit.StatutoryWorkDays(5));

        clock.Extend(At.China("2026-03-20 18:00"), Limit.StatutoryWorkDays(5), ExtensionPolicy.Default, China).Clock.Due
            .Should().Be(At.China("2026-03-27 18:00"), "at the due instant it is not yet overdue");
    }

    [Fact]
    public void Extend_AgainstThePolicy_IsRefused()
    {
        var clock = Start("2026-03-10 08:00", Limit.Running(2, LimitUnit.WorkDay));
        var at = At.China("2026-03-10 09:00");

        Rule(clock.Extend(at, Limit.Running(3, LimitUnit.WorkDay), ExtensionPolicy.Default, China)).Should().Be("Extension.MaxFactor");
        Rule(clock.Extend(at, Limit.Running(2, LimitUnit.NaturalDay), ExtensionPolicy.Default, China)).Should().Be("Extension.OtherUnit");
        Rule(clock.Extend(At.China("2026-03-11 18:01"), Limit.Running(1, LimitUnit.WorkDay), ExtensionPolicy.Default, China)).Should().Be("Clock.Overdue");
        var once = clock.Extend(at, Limit.Running(1, LimitUnit.WorkDay), ExtensionPolicy.Default, China).Clock;
        Rule(once.Extend(at, Limit.Running(1, LimitUnit.WorkDay), ExtensionPolicy.Default, China)).Should().Be("Extension.MaxCount");
        once.Extend(at, Limit.Running(1, LimitUnit.WorkDay), new ExtensionPolicy(MaxCount: 2), China).Clock.Extensions.Should().Be(2);
        Rule(clock.Pause(at, China).Clock.Extend(at, Limit.Running(1, LimitUnit.WorkDay), ExtensionPolicy.Default, China)).Should().Be("Clock.Paused");
    }

    [Fact]
    public void LightAt_OverTheWholeLimit_GoesGreenYellowRed()
    {
        var clock = Start("2026-03-10 08:00", Limit.Running(4, LimitUnit.WorkHour));

        clock.LightAt(At.China("2026-03-10 10:47")).Should().Be(Light.Green);
        clock.LightAt(At.China("2026-03-10 10:48")).Should().Be(Light.Yellow);
        clock.LightAt(At.China("2026-03-10 12:00")).Should().Be(Light.Yellow);
        clock.LightAt(At.China("2026-03-10 12:00").AddTicks(1)).Should().Be(Light.Red);
        clock.Stop(At.China("2026-03-10 09:00")).Clock.LightAt(At.China("2026-03-20 09:00")).Should().Be(Light.Green);
        clock.Stop(At.China("2026-03-10 14:01")).Clock.LightAt(At.China("2026-03-20 09:00")).Should().Be(Light.Red);
        clock.Pause(At.China("2026-03-10 11:00"), China).Clock.LightAt(At.China("2026-03-20 09:00")).Should().Be(Light.Yellow);
        clock.UsageAt(At.China("2026-03-10 18:00"), China).Should().Be(2m);
    }

    [Fact]
    public void Stop_Twice_KeepsTheFirst()
    {
        var stopped = Start("2026-03-10 08:00", Limit.Running(4, LimitUnit.WorkHour)).Stop(At.China("2026-03-10 09:00")).Clock;

        var again = stopped.Stop(At.China("2026-03-10 10:00"));

        Rule(again).Should().Be("Clock.Stopped");
        again.Clock.StoppedAt.Should().Be(At.China("2026-03-10 09:00"));
        Rule(stopped.Pause(At.China("2026-03-10 10:00"), China)).Should().Be("Clock.Stopped");
        Rule(stopped.Resume(At.China("2026-03-10 10:00"), China)).Should().Be("Clock.Stopped");
    }

    [Fact]
    public void Change_BeforeTheLatestChange_IsRefused()
    {
        var clock = Start("2026-03-10 08:00", Limit.Running(4, LimitUnit.WorkHour));

        Rule(clock.Pause(At.China("2026-03-10 07:59"), China)).Should().Be("Clock.BackInTime");
        Rule(clock.Stop(At.China("2026-03-10 07:59"))).Should().Be("Clock.BackInTime");
        Rule(clock.Resume(At.China("2026-03-10 09:00"), China)).Should().Be("Clock.NotPaused");
    }

    [Fact]
    public void UsedAt_OtherCalendarVersion_Throws()
    {
        var clock = Start("2026-03-10 08:00", Limit.Running(4, LimitUnit.WorkHour));

        var act = () => clock.UsedAt(At.China("2026-03-10 09:00"), China.OverriddenBy("x", []));

        act.Should().Throw<ArgumentException>().WithMessage("*'cn-2026.1'*'cn-2026.1+x'*Recalculate*");
    }

    [Theory]
    [InlineData(CalendarChangePolicy.Pinned, "2026-03-11 18:00", "cn-2026.1")]
    [InlineData(CalendarChangePolicy.OnlyLater, "2026-03-12 18:00", "cn-2026.1+off")]
    [InlineData(CalendarChangePolicy.Exact, "2026-03-12 18:00", "cn-2026.1+off")]
    public void Recalculate_DayBecomesFree_FollowsThePolicy(CalendarChangePolicy policy, string due, string version)
    {
        var off = China.OverriddenBy("off", [new SpecialDay(new DateOnly(2026, 3, 11), [], "停电放假")]);
        foreach (var limit in (Limit[])[Limit.Running(2, LimitUnit.WorkDay), Limit.StatutoryWorkDays(2)])
        {
            var clock = Start(limit.Mode == CountingMode.Running ? "2026-03-10 08:00" : "2026-03-09 08:00", limit);

            var changed = clock.Recalculate(off, policy);

            changed.Due.Should().Be(At.China(due));
            changed.CalendarVersion.Should().Be(version);
        }
    }

    [Theory]
    [InlineData(CalendarChangePolicy.OnlyLater, "2026-03-16 18:00")]
    [InlineData(CalendarChangePolicy.Exact, "2026-03-14 18:00")]
    public void Recalculate_WeekendBecomesWorked_IsEarlierOnlyWhenExact(CalendarChangePolicy policy, string due)
    {
        var hours = new[] { new OfficePeriod(new TimeOnly(8, 0), new TimeOnly(12, 0)), new OfficePeriod(new TimeOnly(14, 0), new TimeOnly(18, 0)) };
        var worked = China.OverriddenBy("worked", [new SpecialDay(new DateOnly(2026, 3, 14), hours, "加班")]);
        var clock = Start("2026-03-13 08:00", Limit.Running(2, LimitUnit.WorkDay));

        var changed = clock.Recalculate(worked, policy);

        changed.Due.Should().Be(At.China(due));
        changed.UsedAt(changed.Due, worked).Should().Be(changed.Total);
    }

    [Fact]
    public void Recalculate_PausedOrStopped_ChangesNoFact()
    {
        var off = China.OverriddenBy("off", [new SpecialDay(new DateOnly(2026, 3, 11), [], "放假")]);
        var clock = Start("2026-03-10 08:00", Limit.Running(2, LimitUnit.WorkDay));
        var paused = clock.Pause(At.China("2026-03-10 10:00"), China).Clock;
        var stopped = clock.Stop(At.China("2026-03-10 10:00")).Clock;

        paused.Recalculate(off, CalendarChangePolicy.Exact).Should().Be(paused with { CalendarVersion = off.Version });
        stopped.Recalculate(off, CalendarChangePolicy.Exact).Should().BeSameAs(stopped);
    }

    [Fact]
    public void Clock_Json_RoundTrips()
    {
        var at = At.China("2026-03-10 09:00");
        var clock = Start("2026-03-10 08:00", Limit.StatutoryWorkDays(5)).Suspend(at, at.AddDays(3), SuspensionPolicy.Default, China).Clock;

        JsonSerializer.Deserialize<PausableClock>(JsonSerializer.Serialize(clock)).Should().Be(clock);
    }

    private static PausableClock Start(string at, Limit limit) => PausableClock.Start(At.China(at), limit, China);

    private static string? Rule(ClockResult result) => result.Refusal?.Rule;
}
