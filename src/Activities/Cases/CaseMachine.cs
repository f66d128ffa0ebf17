using Stateless;
using Stateless.Graph;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>
/// The law of the lifecycle (domain.md §2.2, §2.4): which trigger leads from which state to which, under which rules. Used as
/// a pure function: state and facts go in, the new state or the broken rule comes out. Thread-safe: every thread configures
/// one Stateless machine over a cell of its own, once.
/// </summary>
internal sealed class CaseMachine : IDisposable
{
    private readonly ThreadLocal<Cell> _cells = new(() => new Cell());

    /// <summary>Fires a trigger.</summary>
    /// <returns>The new state, or the name of the first rule that forbids the move; <c>null, null</c> never occurs.</returns>
    public (CaseState? State, string? BrokenRule) Fire(CaseState state, CaseTrigger trigger, TransitionFacts facts)
    {
        var cell = _cells.Value!;
        (cell.State, cell.Facts) = (state, facts);
        if (!cell.Machine.CanFire(trigger, out var unmet)) return (null, unmet?.FirstOrDefault() ?? CaseRules.NotAllowed);
        cell.Machine.Fire(trigger);
        return (cell.State, null);
    }

    /// <summary>Triggers that some rule-abiding command could fire in the state.</summary>
    public IReadOnlyList<CaseTrigger> TriggersOf(CaseState state) =>
    [
        .. _cells.Value!.Machine.GetInfo().States.Single(info => info.UnderlyingState.Equals(state))
            .Transitions.Select(transition => (CaseTrigger)transition.Trigger.UnderlyingTrigger).Distinct().Order(),
    ];

    /// <summary>Every drawn move: from, trigger, to.</summary>
    public IReadOnlyList<(CaseState From, CaseTrigger Trigger, CaseState To, IReadOnlyList<string> Rules)> Moves() =>
    [
        .. _cells.Value!.Machine.GetInfo().States.SelectMany(info => info.FixedTransitions.Select(transition => (
            (CaseState)info.UnderlyingState, (CaseTrigger)transition.Trigger.UnderlyingTrigger, (CaseState)transition.DestinationState.UnderlyingState,
            (IReadOnlyList<string>)[.. transition.GuardConditionsMethodDescriptions.Select(guard => guard.Description)]))),
    ];

    /// <summary>The machine as a Mermaid state diagram.</summary>
    public string ToMermaid() => MermaidGraph.Format(_cells.Value!.Machine.GetInfo(), MermaidGraphDirection.TopToBottom).ReplaceLineEndings("\n").TrimEnd();

    public void Dispose() => _cells.Dispose();

    private sealed class Cell
    {
        public Cell()
        {
            Machine = new StateMachine<CaseState, CaseTrigger>(() => State, state => State = state);
            CaseMoves.Configure(Machine, () => Facts);
        }

        public StateMachine<CaseState, CaseTrigger> Machine { get; }
        public CaseState State { get; set; }
        public TransitionFacts Facts { get; set; }
    }
}
