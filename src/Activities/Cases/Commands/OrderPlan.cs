using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>Units to send orders to, checked, and the sending itself.</summary>
internal sealed record OrderPlan(string LeadUnit, IReadOnlyList<string> AssistUnits, WhistleKind? Whistle, string? Note)
{
    /// <summary>What is wrong with the units, or null: known, lead not among assists, and the grid matter list (domain.md §2.3 ③).</summary>
    public Refusal? Problem(CaseTurn t)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { LeadUnit };
        foreach (var unit in AssistUnits)
            if (!seen.Add(unit)) return CaseRules.Invalid("G6.Same", "assistUnits", unit);
        foreach (var unit in seen)
        {
            if (t.Data.Directory.UnitById(unit) is not { EndedOn: null } known) return CaseRules.Invalid("Unit.Unknown", unit == LeadUnit ? "leadUnit" : "assistUnits", unit);
            if (known.Kind == UnitKind.Community && t.Case.Category is { } category && t.Data.GridMatters.Refusal(category, ChinaTime.DayOf(t.Now)) is { } reason)
                return CaseRules.Invalid("GridMatter", "leadUnit", reason);
        }

        return null;
    }

    /// <summary>Adds the orders; limits are taken now and stay as they are (domain.md §3.3).</summary>
    public void Send(CaseTurn t, bool isDesignated, Limit? disposeLimit = null)
    {
        var (receive, dispose, version) = Limits(t);
        Add(t, LeadUnit, OrderKind.Lead);
        foreach (var unit in AssistUnits) Add(t, unit, OrderKind.Assist);

        void Add(CaseTurn turn, string unit, OrderKind kind) => turn.Add(new WorkOrder
        {
            Id = $"{turn.Case.CaseNumber}-{turn.Case.Orders.Count + 1}",
            Unit = unit,
            Kind = kind,
            State = OrderState.Sent,
            IsDesignated = isDesignated && kind == OrderKind.Lead,
            Whistle = Whistle,
            Note = Note,
            LimitsVersion = version,
            SentAt = turn.Now,
            Receive = PausableClock.Start(turn.Now, receive, turn.Data.Calendar),
            Dispose = PausableClock.Start(turn.Now, disposeLimit ?? dispose, turn.Data.Calendar),
            Handlers = [],
            StageReports = [],
        });
    }

    // The filing standard rules while the case has the grade that the standard gives; a changed grade takes the stage's limits.
    private (Limit Receive, Limit Dispose, string Version) Limits(CaseTurn t)
    {
        if (Whistle != WhistleKind.Emergency && t.Data.StandardOf(t.Case) is { } filed && filed.Standard.Grade == t.Case.Grade)
            return (filed.Standard.ReceiveLimit, filed.Standard.DisposeLimit, t.Case.CatalogueVersion!);
        var limits = t.Data.LimitsOn(ChinaTime.DayOf(t.Now));
        var grade = Whistle == WhistleKind.Emergency ? CaseGrade.Emergency : t.Case.Grade;
        return (limits.For(LimitStage.Receive, grade)!.Value, limits.For(LimitStage.Dispose, grade)!.Value, limits.Version);
    }
}
