using System.Collections.Frozen;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>
/// What the flow may be waiting at in each case state (design.md §4, "Flow and case stay together"). An activity waiting in
/// a state where its work is not allowed is a breach, and so is a living case that nothing waits for.
/// </summary>
internal static class CaseBreaches
{
    private static readonly FrozenDictionary<string, CaseState[]> Allowed = new Dictionary<string, CaseState[]>
    {
        ["GridGov.FactCheck"] = [CaseState.Reported, CaseState.FactChecking],
        ["GridGov.FieldTask"] = [CaseState.FactChecking],
        ["GridGov.Divert"] = [CaseState.PendingDivert],
        ["GridGov.SelfHandle"] = [CaseState.SelfHandling, CaseState.Reworking],
        ["GridGov.AwaitReceipt"] = [CaseState.PendingReceipt],
        ["GridGov.AwaitReply"] = [CaseState.InProgress, CaseState.Reworking],
        ["GridGov.DecideReturn"] = [CaseState.PendingReceipt, CaseState.InProgress],
        ["GridGov.DecideOwnership"] = [CaseState.OwnershipDisputed],
        ["GridGov.AwaitResume"] = [CaseState.Suspended, CaseState.Backlogged, CaseState.InConference],
        ["GridGov.ConveneJointMeeting"] = [CaseState.InConference],
        ["GridGov.VerifyResult"] = [CaseState.Replied],
        ["GridGov.EvaluateCase"] = [CaseState.PendingEvaluation],
        ["GridGov.DecideRedo"] = [CaseState.PendingEvaluation],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Find(GovCase @case, IReadOnlyCollection<LiveActivity> live)
    {
        if (@case.State.IsFinal()) return null;
        foreach (var activity in live)
            if (Allowed.TryGetValue(activity.Type, out var states) && !states.Contains(@case.State)) return $"Flow.{activity.Type[8..]}@{@case.State}";
        return live.Count == 0 ? $"Flow.Nothing@{@case.State}" : null;
    }
}
