using System.Collections.Frozen;
using GridGov.Workflow.Activities.Directory;
using static GridGov.Workflow.Activities.Directory.CaseAction;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>
/// Which right of the role matrix each outcome of each task exercises; any one of those listed suffices. The steps open no
/// task that is not here, so that none can be forgotten.
/// </summary>
public static class TaskActions
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, CaseAction[]>> Rows = new Dictionary<string, FrozenDictionary<string, CaseAction[]>>
    {
        ["FactCheck"] = Row(("Filed", [FileOrDecline]), ("FieldCheck", [SendFactCheck]), ("Declined", [FileOrDecline]), ("Voided", [FileOrDecline]), ("Merged", [Merge]), ("ReferredOut", [FileOrDecline])),
        ["FieldTask"] = Row([CaseAction.FactCheck], "Exists", "NotExists", "Unable"),

        // What ends at the diversion is the diverter's decision; only the whistle belongs to the grid leader (domain.md §2.8).
        ["Divert"] = Row(("SelfHandle", [Divert]), ("Assign", [Divert]), ("Conference", [Divert]), ("Voided", [Divert]), ("Merged", [Merge]), ("ReferredOut", [Divert])),
        ["SelfHandle"] = Row(("Replied", [Reply]), ("Whistle", [Whistle]), ("HandedBack", [CaseAction.Escalate])),
        ["AwaitReceipt"] = Row(("Received", [Receive]), ("ReturnRequested", [RequestReturn]), ("Disputed", [RequestReturn])),
        ["AssistReceipt"] = Row(("Received", [Receive]), ("ReturnRequested", [RequestReturn])),
        ["AwaitReply"] = Row(
            ("Replied", [Reply]), ("ReturnRequested", [RequestReturn]), ("Disputed", [RequestReturn]),
            ("ExtensionRequested", [RequestExtension]), ("SuspensionRequested", [RequestSuspension])),
        ["AssistReply"] = Row(("Replied", [Reply]), ("StageReported", [Reply, Receive])),
        ["DecideReturn"] = Row([CaseAction.DecideReturn], "Accepted", "Rejected"),
        ["DecideOwnership"] = Row([Designate], "Designated", "Rejected", "Conference"),
        ["DecideExtension"] = Row([ApproveExtension, ApproveLongExtension], "Accepted", "Rejected"),
        ["DecideSuspension"] = Row([ApproveSuspension], "Accepted", "Rejected"),
        ["AwaitResume"] = Row([RequestSuspension, ApproveSuspension], "Resumed"),
        ["VerifyResult"] = Row([Verify, VerifyOnPaper], "Passed", "Failed", "Unable"),
        ["EvaluateCase"] = Row(("Evaluated", [Evaluate, CallBack]), ("NoAnswer", [CallBack])),
        ["DecideRedo"] = Row([CaseAction.DecideRedo], "Redo", "Keep"),
        ["Escalate"] = Row(("Handled", [CaseAction.Escalate, CaseAction.RecordResolution]), ("Upward", [CaseAction.Escalate, CaseAction.RecordResolution]), ("Reassigned", [Designate])),
        ["PrepareMeeting"] = Row([CaseAction.RecordResolution], "Convened"),
        ["RecordResolution"] = Row([CaseAction.RecordResolution], "Resolved", "Unsettled"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of all tasks that the matrix governs.</summary>
    public static IReadOnlyList<string> Tasks { get; } = [.. Rows.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The rights of one outcome; empty when the matrix does not govern the task.</summary>
    public static IReadOnlyList<CaseAction> Of(string task, string outcome) => Rows.GetValueOrDefault(task)?.GetValueOrDefault(outcome) ?? [];

    /// <summary>The rights of all outcomes: whoever has one of them may take the task.</summary>
    public static IEnumerable<CaseAction> Of(string task) => Rows.GetValueOrDefault(task)?.Values.SelectMany(static actions => actions) ?? [];

    /// <exception cref="InvalidOperationException">The task, or one of its outcomes, has no right here; names both.</exception>
    internal static void RequireKnown(string task, IReadOnlyList<string> outcomes)
    {
        if (outcomes.FirstOrDefault(outcome => Of(task, outcome).Count == 0) is { } unknown)
            throw new InvalidOperationException($"The outcome '{unknown}' of the task '{task}' names no right; add it to {nameof(TaskActions)}.");
    }

    private static FrozenDictionary<string, CaseAction[]> Row(params (string Outcome, CaseAction[] Rights)[] cells) =>
        cells.ToFrozenDictionary(cell => cell.Outcome, cell => cell.Rights, StringComparer.Ordinal);

    private static FrozenDictionary<string, CaseAction[]> Row(CaseAction[] rights, params string[] outcomes) =>
        Row([.. outcomes.Select(outcome => (outcome, rights))]);
}
