namespace GridGov.Workflow.Activities.Assessment;

/// <summary>
/// A period of assessment. Events belong to it from <see cref="From"/> inclusive to <see cref="To"/> exclusive; a due instant
/// at <see cref="To"/> (24:00 of the last day) still belongs to it. What happened after the end does not change how an order
/// stood at the end, so that a late closing counts in its own period; marks set beside a fact (returns accepted, appeals,
/// exclusions, callbacks) count up to <see cref="AsOf"/>.
/// </summary>
/// <param name="From">First instant.</param>
/// <param name="To">First instant after the period, after <paramref name="From"/>.</param>
/// <param name="AsOf">Instant of the computation; nothing later is known.</param>
public sealed record RatePeriod(DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf)
{
    /// <summary>Instant at which the standing of each order is taken: the end of the period, or now if it still runs.</summary>
    public DateTimeOffset Cut => AsOf < To ? AsOf : To;

    internal void EnsureValid(string parameterName)
    {
        if (To <= From) throw new ArgumentException($"The period must end after it begins, found {From:O} to {To:O}.", parameterName);
        if (AsOf < From) throw new ArgumentException($"The rates of a period from {From:O} cannot be computed as of {AsOf:O}, before it begins.", parameterName);
    }

    internal bool Holds(DateTimeOffset? at) => at >= From && at < To && at <= AsOf;

    internal bool HoldsDue(DateTimeOffset? due) => due > From && due <= To && due <= AsOf;

    /// <summary>Happened before the standing was taken.</summary>
    internal bool Before(DateTimeOffset? at) => at < To && at <= AsOf;

    /// <summary>Known when the rates were computed.</summary>
    internal bool Known(DateTimeOffset? at) => at <= AsOf;
}
