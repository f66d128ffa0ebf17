namespace GridGov.Workflow.Activities.Cases;

/// <summary>What holds of a case state whatever the case.</summary>
public static class CaseStates
{
    /// <summary>True for states that end the case; afterwards only marks are added.</summary>
    public static bool IsFinal(this CaseState state) => state is CaseState.Closed or CaseState.Archived or CaseState.Declined
        or CaseState.Voided or CaseState.Merged or CaseState.Withdrawn or CaseState.ReferredOut;

    /// <summary>True while a department order is sent, worked on or disputed.</summary>
    public static bool HasActiveOrder(this CaseState state) => state is CaseState.PendingReceipt or CaseState.InProgress
        or CaseState.OwnershipDisputed or CaseState.Suspended or CaseState.Reworking or CaseState.Backlogged;

    /// <summary>
    /// The stage that the state belongs to; null where a case keeps the stage it had: it ended early, or waits aside of the loop.
    /// </summary>
    public static Stage? StageOf(this CaseState state) => state switch
    {
        CaseState.Reported => Stage.Discover,
        CaseState.FactChecking => Stage.VerifyFacts,
        CaseState.PendingDivert => Stage.Divert,
        CaseState.PendingReceipt or CaseState.OwnershipDisputed or CaseState.InConference => Stage.Assign,
        CaseState.SelfHandling or CaseState.InProgress or CaseState.Reworking => Stage.Reply,
        CaseState.Replied => Stage.Verify,
        CaseState.PendingEvaluation or CaseState.Closed or CaseState.Archived => Stage.Evaluate,
        _ => null,
    };
}
