using System.Collections.Frozen;
using GridGov.Workflow.Activities.Cases.Commands;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>Applies one command to a turn; answers the refusal, or null.</summary>
internal delegate Refusal? CaseCommand(CaseTurn turn);

/// <summary>The commands of a case by name. <c>report</c> stands apart: it has no case yet.</summary>
public static class CaseCommands
{
    public const string Report = "report";

    internal static FrozenDictionary<string, CaseCommand> All { get; } = new Dictionary<string, CaseCommand>
    {
        ["sendFactCheck"] = IntakeCommands.SendFactCheck,
        ["factCheckResult"] = IntakeCommands.RecordFactCheck,
        ["file"] = IntakeCommands.File,
        ["decline"] = IntakeCommands.Decline,
        ["void"] = IntakeCommands.Void,
        ["referOut"] = IntakeCommands.ReferOut,
        ["merge"] = IntakeCommands.Merge,
        ["withdraw"] = IntakeCommands.Withdraw,
        ["addInformation"] = AdditionCommands.Add,
        ["divert"] = DiversionCommands.Divert,
        ["assign"] = DiversionCommands.Assign,
        ["selfHandle"] = DiversionCommands.SelfHandle,
        ["handBack"] = DiversionCommands.HandBack,
        ["receive"] = ReceiptCommands.Receive,
        ["assignHandler"] = ReceiptCommands.AssignHandler,
        ["releaseHandler"] = ReceiptCommands.ReleaseHandler,
        ["markReceiveOverdue"] = ReceiptCommands.MarkReceiveOverdue,
        ["markDisposeYellow"] = ReceiptCommands.MarkYellow,
        ["markDisposeOverdue"] = ReceiptCommands.MarkDisposeOverdue,
        ["requestReturn"] = ReturnCommands.Request,
        ["decideReturn"] = ReturnCommands.Decide,
        ["dispute"] = DisputeCommands.Dispute,
        ["rejectDispute"] = DisputeCommands.Reject,
        ["designate"] = DisputeCommands.Designate,
        ["reply"] = HandlingCommands.Reply,
        ["stageReport"] = HandlingCommands.ReportStage,
        ["requestExtension"] = ClockCommands.RequestExtension,
        ["decideExtension"] = ClockCommands.DecideExtension,
        ["requestSuspension"] = ClockCommands.RequestSuspension,
        ["decideSuspension"] = ClockCommands.DecideSuspension,
        ["resume"] = ClockCommands.Resume,
        ["moveToBacklog"] = ClockCommands.MoveToBacklog,
        ["expireRequest"] = ClockCommands.Expire,
        ["verify"] = VerificationCommands.Verify,
        ["evaluate"] = EvaluationCommands.Evaluate,
        ["callbackNoAnswer"] = EvaluationCommands.NoAnswer,
        ["redo"] = EvaluationCommands.Redo,
        ["close"] = EvaluationCommands.Close,
        ["archive"] = EvaluationCommands.Archive,
        ["urge"] = SupervisionCommands.Urge,
        ["supervise"] = SupervisionCommands.Supervise,
        ["answerSupervision"] = SupervisionCommands.Answer,
        ["escalate"] = SupervisionCommands.Escalate,
        ["conference"] = ConferenceCommands.Convene,
        ["resolution"] = ConferenceCommands.Resolve,
        ["endConference"] = ConferenceCommands.End,
        ["timeoutAppeal"] = MarkCommands.Appeal,
        ["decideAppeal"] = MarkCommands.DecideAppeal,
        ["requestExclusion"] = MarkCommands.RequestExclusion,
        ["decideExclusion"] = MarkCommands.DecideExclusion,
        ["markFalseClosure"] = MarkCommands.FalseClosure,
        ["reopen"] = MarkCommands.Reopen,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of all commands.</summary>
    public static IReadOnlyList<string> Names { get; } = [Report, .. All.Keys.Order(StringComparer.Ordinal)];
}
