namespace GridGov.Workflow.Activities.Cases;

/// <summary>
/// What the guards of the case machine look at, computed from the case and the command. The defaults are those of a command
/// to which the guard does not apply.
/// </summary>
internal readonly record struct TransitionFacts()
{
    /// <summary>G1: a reason code of the list and a text were given.</summary>
    public bool HasReason { get; init; }

    /// <summary>A filing standard is chosen.</summary>
    public bool HasStandard { get; init; }

    /// <summary>The field check that was sent out has come back, or none was sent.</summary>
    public bool FactCheckIsIn { get; init; } = true;

    /// <summary>G6: the plan names exactly one lead unit and no lead order is active yet.</summary>
    public bool OneLead { get; init; }

    /// <summary>G6: every assisting order is answered or has sent a stage report.</summary>
    public bool AssistsReported { get; init; } = true;

    /// <summary>G5: the active lead order was designated.</summary>
    public bool IsDesignated { get; init; }

    /// <summary>G11: no handler holds the order.</summary>
    public bool HandlerIsReleased { get; init; } = true;

    /// <summary>G7: the verifier neither handled the case nor belongs to a unit that did.</summary>
    public bool VerifierIsIndependent { get; init; }

    /// <summary>The case is evaluated, or the tries to reach the requester are used up, or nobody is to be asked.</summary>
    public bool EvaluationIsDone { get; init; }

    /// <summary>State that the case goes back to after a suspension, dispute or conference.</summary>
    public CaseState? Back { get; init; }
}
