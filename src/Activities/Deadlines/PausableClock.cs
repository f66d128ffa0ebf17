using System.Text.Json.Serialization;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>
/// The clock of one stage of an order: a snapshot of limit and calendar version with what was used so far. Immutable; each
/// change answers a new clock or a refusal. At every instant used + remaining = <see cref="Total"/>, in counted time: office
/// time for working units, every minute for the others.
/// <para>
/// Every method takes the calendar the clock was started under and throws <see cref="ArgumentException"/> for another
/// version: a due instant must not drift because the calendar file was replaced. <see cref="Recalculate"/> changes over.
/// </para>
/// </summary>
[JsonConverter(typeof(StoredClockConverter))]
public sealed record PausableClock
{
    /// <summary>The limit as it was when the clock started; later changes of the catalogue do not touch it.</summary>
    public required Limit Limit { get; init; }

    /// <summary>Version of the calendar that <see cref="Due"/> was computed with.</summary>
    public required string CalendarVersion { get; init; }

    /// <summary>Instant of the event that started the clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Instant of the latest change; nothing may happen before it.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Instant from which time is counted: start, first counted midnight of a statutory limit, or latest resume.</summary>
    public required DateTimeOffset RunningSince { get; init; }

    /// <summary>Counted time used before <see cref="RunningSince"/>.</summary>
    public required TimeSpan UsedBefore { get; init; }

    /// <summary>Counted time of the limit and its approved extensions.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>Counted time after which the light turns yellow.</summary>
    public required TimeSpan YellowAfter { get; init; }

    /// <summary>Last instant that is on time. While paused it is the one before the pause and means nothing.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>First instant of the yellow light. While paused it is the one before the pause.</summary>
    public required DateTimeOffset Yellow { get; init; }

    /// <summary>True when a year without published holidays was counted.</summary>
    public required bool Provisional { get; init; }

    /// <summary>Approved delay so far, in the unit of the limit.</summary>
    public decimal ExtendedBy { get; init; }

    /// <summary>Number of approved extensions.</summary>
    public int Extensions { get; init; }

    /// <summary>Number of suspensions.</summary>
    public int Suspensions { get; init; }

    /// <summary>Since when the clock is paused, or null.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Counted time left, frozen while paused; otherwise null.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>When a suspension ends by itself, or null.</summary>
    public DateTimeOffset? SuspendedUntil { get; init; }

    /// <summary>When the clock was stopped for good, or null.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Starts a clock.</summary>
    public static PausableClock Start(DateTimeOffset at, Limit limit, WorkCalendar calendar)
    {
        var deadline = DeadlineCalculator.Compute(at, limit, calendar);
        var since = DeadlineCalculator.CountsFrom(at, limit);
        return new PausableClock
        {
            Limit = limit,
            CalendarVersion = calendar.Version,
            StartedAt = at.ToChina(),
            ChangedAt = at.ToChina(),
            RunningSince = since,
            UsedBefore = TimeSpan.Zero,
            Total = CountedTime.Between(calendar, limit.CountsWorkingTime, since, deadline.Due),
            YellowAfter = CountedTime.Between(calendar, limit.CountsWorkingTime, since, deadline.Yellow),
            Due = deadline.Due,
            Yellow = deadline.Yellow,
            Provisional = deadline.Provisional,
        };
    }

    /// <summary>Counted time used up to the instant; it stands still while paused and after the stop.</summary>
    public TimeSpan UsedAt(DateTimeOffset at, WorkCalendar calendar)
    {
        EnsureSameCalendar(calendar);
        var until = Earliest(at, PausedAt, StoppedAt);
        return until <= RunningSince ? UsedBefore : UsedBefore + CountedTime.Between(calendar, Limit.CountsWorkingTime, RunningSince, until);
    }

    /// <summary>Counted time left at the instant; negative when overdue.</summary>
    public TimeSpan RemainingAt(DateTimeOffset at, WorkCalendar calendar) => Total - UsedAt(at, calendar);

    /// <summary>Used ÷ limit with approved delay; above 1 it is the overdue multiple (超时倍数, domain.md §3.6). Not rounded.</summary>
    public decimal UsageAt(DateTimeOffset at, WorkCalendar calendar) => (decimal)UsedAt(at, calendar).Ticks / Total.Ticks;

    /// <summary>The light at the instant; while paused and after the stop it is the light of that moment.</summary>
    public Light LightAt(DateTimeOffset at)
    {
        var moment = Earliest(at, PausedAt, StoppedAt);
        return Lights.At(moment, Due, Yellow);
    }

    /// <summary>Stops counting until <see cref="Resume"/>. Refused when paused, stopped or overdue (domain.md §9 no. 15).</summary>
    public ClockResult Pause(DateTimeOffset at, WorkCalendar calendar)
    {
        if (RefuseUnlessRunning(at) is { } refusal) return new ClockResult(this, refusal);
        return new ClockResult(this with { ChangedAt = at.ToChina(), PausedAt = at.ToChina(), Remaining = RemainingAt(at, calendar) }, null);
    }

    /// <summary>Pauses by an approved suspension (挂账) that ends by itself; refused beyond the policy.</summary>
    public ClockResult Suspend(DateTimeOffset at, DateTimeOffset until, SuspensionPolicy policy, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (Suspensions >= policy.MaxCount) return Refuse("Suspension.MaxCount", policy.MaxCount);
        if (until <= at) return Refuse("Suspension.NotAhead", until.ToChina(), at.ToChina());
        if (until > at.AddDays(policy.MaxDays)) return Refuse("Suspension.MaxDays", policy.MaxDays, at.AddDays(policy.MaxDays).ToChina());
        var paused = Pause(at, calendar);
        if (!paused.Accepted) return paused;
        return new ClockResult(paused.Clock with { Suspensions = Suspensions + 1, SuspendedUntil = until.ToChina() }, null);
    }

    /// <summary>
    /// Goes on counting: due = resume instant + remaining (domain.md §3.6). A suspension ends at its date even when the
    /// resume arrives later, because a late timer must not give time away.
    /// </summary>
    public ClockResult Resume(DateTimeOffset at, WorkCalendar calendar)
    {
        if (StoppedAt is { } stopped) return Refuse("Clock.Stopped", stopped);
        if (PausedAt is not { } pausedAt || Remaining is not { } remaining) return Refuse("Clock.NotPaused");
        if (at < pausedAt) return Refuse("Clock.BackInTime", at.ToChina(), pausedAt);
        var resumed = Earliest(at, SuspendedUntil).ToChina();
        var since = resumed > RunningSince ? resumed : RunningSince;
        var working = Limit.CountsWorkingTime;
        var used = UsedAt(pausedAt, calendar);
        var due = CountedTime.Add(calendar, working, since, remaining);
        return new ClockResult(this with
        {
            ChangedAt = resumed,
            RunningSince = since,
            UsedBefore = used,
            Due = due,
            Yellow = used < YellowAfter ? CountedTime.Add(calendar, working, since, YellowAfter - used) : Yellow,
            Provisional = Provisional || (working && CountedTime.IsProvisional(calendar, since, due)),
            PausedAt = null,
            Remaining = null,
            SuspendedUntil = null,
        }, null);
    }

    /// <summary>Stops for good. A paused clock may be stopped; a stopped one keeps its first stop.</summary>
    public ClockResult Stop(DateTimeOffset at)
    {
        if (StoppedAt is { } stopped) return Refuse("Clock.Stopped", stopped);
        if (at < ChangedAt) return Refuse("Clock.BackInTime", at.ToChina(), ChangedAt);
        return new ClockResult(this with { ChangedAt = at.ToChina(), StoppedAt = at.ToChina() }, null);
    }

    /// <summary>
    /// Adds an approved delay on the current due instant, in unit and mode of the limit. Refused when overdue, paused or
    /// stopped, beyond the policy's count, or longer than its multiple of the original limit (domain.md §3.6).
    /// </summary>
    public ClockResult Extend(DateTimeOffset at, Limit by, ExtensionPolicy policy, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(policy);
        by.EnsureValid(nameof(by));
        EnsureSameCalendar(calendar);
        if (RefuseUnlessRunning(at) is { } refusal) return new ClockResult(this, refusal);
        if (Extensions >= policy.MaxCount) return Refuse("Extension.MaxCount", policy.MaxCount);
        if ((by.Unit, by.Mode, by.RollForward) != (Limit.Unit, Limit.Mode, Limit.RollForward))
            return Refuse("Extension.OtherUnit", LimitText.Describe(Limit), LimitText.Describe(by));
        if (by.Amount > Limit.Amount * policy.MaxFactor)
            return Refuse("Extension.MaxFactor", policy.MaxFactor, LimitText.Describe(Limit), LimitText.Describe(by));
        var extended = this with { ChangedAt = at.ToChina(), Extensions = Extensions + 1, ExtendedBy = ExtendedBy + by.Amount };
        return new ClockResult(extended.WithDue(ClockDue.Extended(Due, by, calendar), calendar), null);
    }

    /// <summary>
    /// Changes over to another calendar. What was used stays as it was counted; a paused clock keeps its remaining time, and
    /// a stopped one is a fact and does not change. The caller records old and new due instant.
    /// </summary>
    public PausableClock Recalculate(WorkCalendar calendar, CalendarChangePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (policy == CalendarChangePolicy.Pinned || StoppedAt is not null || calendar.Version == CalendarVersion) return this;
        var changed = this with { CalendarVersion = calendar.Version };
        if (PausedAt is not null) return changed;
        var due = ClockDue.Again(this, calendar);
        return changed.WithDue(policy == CalendarChangePolicy.OnlyLater && due.Due < Due ? due with { Due = Due } : due, calendar);
    }

    private PausableClock WithDue(Deadline deadline, WorkCalendar calendar)
    {
        var working = Limit.CountsWorkingTime;
        var total = UsedBefore + CountedTime.Between(calendar, working, RunningSince, deadline.Due < RunningSince ? RunningSince : deadline.Due);
        var yellowAfter = ClockDue.YellowAfter(this, total);
        return this with
        {
            Due = deadline.Due,
            Total = total,
            YellowAfter = yellowAfter,
            Yellow = yellowAfter > UsedBefore ? CountedTime.Add(calendar, working, RunningSince, yellowAfter - UsedBefore) : Yellow,
            Provisional = deadline.Provisional || (Provisional && working && CountedTime.IsProvisional(calendar, StartedAt, deadline.Due)),
        };
    }

    private ClockRefusal? RefuseUnlessRunning(DateTimeOffset at)
    {
        if (StoppedAt is { } stopped) return DeadlineTexts.Refusal("Clock.Stopped", stopped);
        if (PausedAt is { } paused) return DeadlineTexts.Refusal("Clock.Paused", paused);
        if (at < ChangedAt) return DeadlineTexts.Refusal("Clock.BackInTime", at.ToChina(), ChangedAt);
        return at > Due ? DeadlineTexts.Refusal("Clock.Overdue", Due) : null;
    }

    private ClockResult Refuse(string rule, params object[] values) => new(this, DeadlineTexts.Refusal(rule, values));

    private void EnsureSameCalendar(WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (calendar.Version != CalendarVersion)
            throw new ArgumentException($"The clock was computed with calendar '{CalendarVersion}', given is '{calendar.Version}'; pass that version or call Recalculate first.", nameof(calendar));
    }

    private static DateTimeOffset Earliest(DateTimeOffset at, params ReadOnlySpan<DateTimeOffset?> bounds)
    {
        foreach (var bound in bounds)
            if (bound is { } known && known < at) at = known;
        return at;
    }
}
