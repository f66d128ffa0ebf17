namespace GridGov.Workflow.Host.Demo;

/// <summary>A figure with the orders behind it.</summary>
internal sealed record Figure(IReadOnlyList<string> Numerator, IReadOnlyList<string> Denominator)
{
    public string Text => Denominator.Count == 0
        ? "—（无应办件）"
        : FormattableString.Invariant($"{Math.Round(100m * Numerator.Count / Denominator.Count, 2, MidpointRounding.AwayFromZero):0.00}%");
}

/// <summary>The figures of one unit that the demo checks.</summary>
internal sealed record UnitFigures(string Unit, Figure Receive, Figure Completion, Figure OnTime, Figure Satisfaction);

/// <summary>
/// Reckons the rates of domain.md §4.1 with the edge cases of §4.2 from the diary alone. Written apart from the product's
/// calculator on purpose: two readings of the same rules have to agree.
/// </summary>
internal sealed class LogRates(CityLog log, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
{
    private readonly DateTimeOffset _cut = now < to ? now : to;
    private readonly ILookup<string, LogLine> _byCase = log.Lines.Where(line => line.At <= now).ToLookup(line => line.CaseNumber);

    public UnitFigures Of(string unit)
    {
        var orders = OrdersOf(unit).ToList();
        return new UnitFigures(unit, Receive(orders), Completion(orders), OnTime(orders), Satisfaction(orders));
    }

    private Figure Receive(List<Order> orders)
    {
        var due = orders.Where(o => o.Sent.ReceiveDue > from && o.Sent.ReceiveDue <= to && o.Sent.ReceiveDue <= now
            && !o.WasNever && !o.Left(o.Sent.ReceiveDue!.Value, inclusive: true)).ToList();
        return Make(due.Where(o => o.First(Deed.Signed) <= o.Sent.ReceiveDue), due);
    }

    private Figure Completion(List<Order> orders)
    {
        var should = orders.Where(ShouldClose).ToList();
        return Make(should.Where(ClosedNow), should);
    }

    private Figure OnTime(List<Order> orders)
    {
        var should = orders.Where(o => ShouldClose(o) && o.First(Deed.AppealUpheld) is null).ToList();
        return Make(should.Where(o => ClosedNow(o) && (o.AcceptedReply ?? o.ClosedAt) <= o.DueAt(o.ClosedAt!.Value)), should);
    }

    private Figure Satisfaction(List<Order> orders)
    {
        var valid = orders.Where(o => o.Sent.IsLead && ClosedNow(o) && ShouldClose(o) && o.First(Deed.Excluded) is null && o.Rating is { IsUnasked: false }).ToList();
        return Make(valid.Where(o => o.Rating!.Rating <= CityRating.Basic), valid);
    }

    private bool ClosedNow(Order order) => order.ClosedAt >= from && order.ClosedAt < to;

    /// <summary>Closed in the period, or overdue and still open at its end; what left the unit, rests, or waits for a verifier is out.</summary>
    private bool ShouldClose(Order order)
    {
        if (order.WasNever || order.Left(_cut, inclusive: false)) return false;
        if (ClosedNow(order)) return true;
        if (order.ClosedAt < from || order.Sent.At >= _cut || order.IsSuspendedAt(_cut)) return false;
        if (order.DueAt(_cut) is not { } due || due >= _cut) return false;
        return !(order.AwaitsVerificationAt(_cut) is { } reply && reply <= due);
    }

    private IEnumerable<Order> OrdersOf(string unit)
    {
        foreach (var lines in _byCase)
        {
            foreach (var sent in lines.Where(line => line.Deed == Deed.Sent && line.Unit == unit))
                yield return new Order(sent, [.. lines.Where(line => (line.OrderId is null || line.OrderId == sent.OrderId) && line.At >= sent.At)]);
        }
    }

    private static Figure Make(IEnumerable<Order> numerator, IEnumerable<Order> denominator) =>
        new([.. numerator.Select(o => o.Sent.CaseNumber).Order(StringComparer.Ordinal)], [.. denominator.Select(o => o.Sent.CaseNumber).Order(StringComparer.Ordinal)]);

    /// <summary>An order as the diary tells it.</summary>
    private sealed class Order(LogLine sent, IReadOnlyList<LogLine> lines)
    {
        public LogLine Sent => sent;

        public DateTimeOffset? ClosedAt => Last(Deed.Closed);

        /// <summary>The order never was the unit's: returned rightly, merged or void.</summary>
        public bool WasNever => lines.Any(line => line.Deed is Deed.Returned or Deed.Merged or Deed.Voided);

        public LogLine? Rating => lines.LastOrDefault(line => line.Deed == Deed.Rated);

        /// <summary>The reply that verification accepted.</summary>
        public DateTimeOffset? AcceptedReply => Last(Deed.Passed) is { } passed
            ? lines.LastOrDefault(line => line.Deed == Deed.Replied && line.At <= passed)?.At
            : null;

        public DateTimeOffset? First(Deed deed) => lines.FirstOrDefault(line => line.Deed == deed)?.At;

        /// <summary>Withdrawn, or given to another unit.</summary>
        public bool Left(DateTimeOffset before, bool inclusive) =>
            lines.Any(line => line.Deed is Deed.Withdrawn or Deed.Reassigned && (line.At < before || (inclusive && line.At == before)));

        /// <summary>The dispose limit as it stood: the latest extension, designation or resumption tells it.</summary>
        public DateTimeOffset? DueAt(DateTimeOffset at) => lines.LastOrDefault(line => line.DisposeDue is not null && line.At <= at)?.DisposeDue;

        public bool IsSuspendedAt(DateTimeOffset at) =>
            lines.LastOrDefault(line => line.Deed is Deed.Suspended or Deed.Resumed && line.At < at)?.Deed == Deed.Suspended;

        /// <summary>The reply that nobody has verified yet.</summary>
        public DateTimeOffset? AwaitsVerificationAt(DateTimeOffset at) =>
            lines.LastOrDefault(line => line.Deed is Deed.Replied or Deed.Passed or Deed.Failed && line.At < at) is { Deed: Deed.Replied } reply ? reply.At : null;

        private DateTimeOffset? Last(Deed deed) => lines.LastOrDefault(line => line.Deed == deed)?.At;
    }
}
