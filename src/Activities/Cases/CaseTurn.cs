using System.Text.Json;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>One command being applied: collects the new case, its signals and transitions. Lives for one call.</summary>
internal sealed class CaseTurn(GovCase @case, SubjectRequest request, CaseData data, CaseMachine machine)
{
    private readonly List<SubjectSignal> _signals = [];
    private readonly List<SubjectTransition> _transitions = [];

    public GovCase Case { get; set; } = @case;
    public CaseData Data { get; } = data;
    public CommandArguments Arguments { get; } = new(request.Arguments);
    public DateTimeOffset Now { get; } = request.Now;
    public string By { get; } = request.Actor.Id;

    /// <summary>Who acts, and whom a deputy stands in for: what a rule forbids one of them it forbids both.</summary>
    public IReadOnlyList<string> Persons { get; } = request.Actor.OnBehalfOf is { } principal ? [request.Actor.Id, principal] : [request.Actor.Id];
    public JsonElement Answer { get; set; }

    public SubjectResult Result() => new(Case, _signals, _transitions, Answer, null);

    public SubjectResult Unchanged() => new(Case, [], [], Answer, null);

    /// <summary>Moves the case; the states to go back to are kept or dropped as the move asks.</summary>
    public Refusal? Fire(CaseTrigger trigger, TransitionFacts facts)
    {
        var from = Case.State;
        var (state, broken) = machine.Fire(from, trigger, facts with { Back = Case.Returns.Count > 0 ? Case.Returns[^1] : null });
        if (state is not { } to) return CaseRules.Explain(Case, trigger, broken!, machine.TriggersOf(from));
        Case = Case with { State = to, Stage = to.StageOf() ?? Case.Stage, Returns = ReturnsAfter(trigger, from, to) };
        if (to.IsFinal() && !from.IsFinal()) Case = Case with { EndedAt = Now };
        _transitions.Add(new SubjectTransition("case", from.ToString(), to.ToString(), request.Command));
        return null;
    }

    /// <summary>Replaces an order and records its change of state.</summary>
    public void Put(WorkOrder order)
    {
        var before = Case.Order(order.Id);
        Case = Case.With(order);
        if (before.State != order.State) _transitions.Add(new SubjectTransition(order.Id, before.State.ToString(), order.State.ToString(), request.Command));
    }

    public void Add(WorkOrder order)
    {
        Case = Case with { Orders = [.. Case.Orders, order] };
        _transitions.Add(new SubjectTransition(order.Id, "", order.State.ToString(), request.Command));
    }

    public void Put(ApprovalRequest approval)
    {
        Case = Case.With(approval);
        _transitions.Add(new SubjectTransition(approval.Id, ApprovalState.Pending.ToString(), approval.State.ToString(), request.Command));
    }

    public void Add(ApprovalRequest approval)
    {
        Case = Case with { Approvals = [.. Case.Approvals, approval] };
        _transitions.Add(new SubjectTransition(approval.Id, "", approval.State.ToString(), request.Command));
    }

    public void Signal(string name, string? key = null) => _signals.Add(new SubjectSignal(name, key, default));

    /// <summary>Starts a clock with the default limit of a stage; null when the stage has none for the grade.</summary>
    public PausableClock? Start(LimitStage stage, string? variant = null) =>
        Data.LimitsOn(ChinaTime.DayOf(Now)).For(stage, Case.Grade, variant) is { } limit ? PausableClock.Start(Now, limit, Data.Calendar) : null;

    /// <summary>The clock stopped now; one that was stopped keeps its first stop.</summary>
    public PausableClock? Stop(PausableClock? clock) => clock?.Stop(Now).Clock;

    public PausableClock Stopped(PausableClock clock) => clock.Stop(Now).Clock;

    private List<CaseState> ReturnsAfter(CaseTrigger trigger, CaseState from, CaseState to) => trigger switch
    {
        CaseTrigger.Suspend or CaseTrigger.Dispute or CaseTrigger.Convene => [.. Case.Returns, from],
        CaseTrigger.Resume or CaseTrigger.RejectDispute or CaseTrigger.EndConference => [.. Case.Returns.Take(Case.Returns.Count - 1)],
        CaseTrigger.MoveToBacklog => [.. Case.Returns],
        _ when to == from => [.. Case.Returns],
        _ => [],
    };
}
