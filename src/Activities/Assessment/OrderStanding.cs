namespace GridGov.Workflow.Activities.Assessment;

/// <summary>How an order stands in a period: the rules of domain.md §4.1 and §4.2, one property each.</summary>
internal readonly struct OrderStanding(OrderFact fact, RatePeriod period)
{
    public OrderFact Fact => fact;

    /// <summary>Reasons that take the order out of everything, because it never was the unit's.</summary>
    public ExclusionReason? NeverTheUnits =>
        period.Known(fact.MergedAt) ? ExclusionReason.Merged
        : period.Known(fact.ReturnAcceptedAt) ? ExclusionReason.ReturnAccepted
        : period.Known(fact.EmergencyTransferAt) ? ExclusionReason.EmergencyTransfer
        : period.Known(fact.VoidedAt) ? ExclusionReason.Voided
        : null;

    public bool ReceiveFallsDue => period.HoldsDue(fact.ReceiveDue);

    public ExclusionReason? OutOfReceive =>
        NeverTheUnits
        ?? (period.Before(fact.WithdrawnAt) && fact.WithdrawnAt <= fact.ReceiveDue ? ExclusionReason.WithdrawnBeforeReceiveLimit
            : period.Before(fact.ReassignedAt) && fact.ReassignedAt <= fact.ReceiveDue ? ExclusionReason.Reassigned
            : null);

    public bool ReceivedOnTime => fact.ReceivedAt <= fact.ReceiveDue;

    public bool Received => fact.ReceivedAt <= period.Cut;

    public bool ClosedInPeriod => period.Holds(fact.ClosedAt);

    /// <summary>Closed in the period, or open at its end, or left the unit during it: what the period has to explain.</summary>
    public bool BelongsToCompletion => ClosedInPeriod
        || (!period.Before(fact.ClosedAt) && period.Before(fact.DispatchedAt ?? LeftAt) && !(LeftAt < period.From));

    public ExclusionReason? OutOfShouldClose
    {
        get
        {
            if (NeverTheUnits is { } never) return never;
            if (period.Before(fact.WithdrawnAt)) return ExclusionReason.Withdrawn;
            if (period.Before(fact.ReassignedAt)) return ExclusionReason.Reassigned;
            if (ClosedInPeriod) return null;
            if (IsSuspended) return ExclusionReason.Suspended;
            if (fact.DisposeDue is not { } due || due >= period.Cut) return ExclusionReason.NotYetDue;
            return AwaitedReply <= due ? ExclusionReason.AwaitingVerification : null;
        }
    }

    public bool ClosedOnTime => ClosedInPeriod && (fact.AcceptedReplyAt ?? fact.ClosedAt) <= fact.DisposeDue;

    public bool IsExempt => period.Known(fact.TimeoutAppealUpheldAt);

    public bool IsExtended => fact.Extensions > 0;

    public bool VerifiedInPeriod
    {
        get
        {
            var when = period;
            return fact.Verifications.Any(v => when.Holds(v.At));
        }
    }

    public bool ReworkedInPeriod
    {
        get
        {
            var when = period;
            return fact.Verifications.Any(v => !v.Passed && when.Holds(v.At));
        }
    }

    /// <summary>Reworked at any time up to the end of the period, for the basis that counts orders, not verifications.</summary>
    public bool Reworked
    {
        get
        {
            var when = period;
            return fact.Verifications.Any(v => !v.Passed && when.Before(v.At));
        }
    }

    public ExclusionReason? NotDueForCallback =>
        !fact.IsLead ? ExclusionReason.AssistOrder
        : fact.IsAnonymous ? ExclusionReason.Anonymous
        : fact.NoReplyWanted ? ExclusionReason.NoReplyWanted
        : null;

    public Rating? Answer => fact.Callback is { } callback && period.Known(callback.At) ? callback.Rating : null;

    public ExclusionReason? OutOfSatisfaction =>
        NotDueForCallback
        ?? (period.Known(fact.ExclusionUpheldAt) ? ExclusionReason.ExclusionUpheld
            : Answer is not null ? null
            : fact.Callback is { } callback && period.Known(callback.At) ? ExclusionReason.NoAnswer
            : ExclusionReason.NotCalledBack);

    public bool DispatchedInPeriod => period.Holds(fact.DispatchedAt);

    private DateTimeOffset? LeftAt =>
        fact.MergedAt ?? fact.ReturnAcceptedAt ?? fact.EmergencyTransferAt ?? fact.VoidedAt ?? fact.WithdrawnAt ?? fact.ReassignedAt;

    private bool IsSuspended
    {
        get
        {
            var cut = period.Cut;
            return fact.Suspensions.Any(s => s.From < cut && (s.To is not { } to || to > cut));
        }
    }

    // The dispose clock stops at the reply (domain.md §3.3), so waiting for the verifier is not the unit's delay.
    private DateTimeOffset? AwaitedReply
    {
        get
        {
            var when = period;
            IEnumerable<DateTimeOffset?> replies = fact.ReplyTimes is { Count: > 0 } all ? all.Select(at => (DateTimeOffset?)at) : [fact.LastReplyAt];
            return replies.LastOrDefault(at => when.Before(at)) is { } reply && !fact.Verifications.Any(v => v.At >= reply && when.Before(v.At)) ? reply : null;
        }
    }
}
