using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Host.Tasks;

namespace GridGov.Workflow.Host.Cases;

/// <summary>A case in a list.</summary>
public sealed record CaseSummary(
    string CaseNumber, string Title, CaseState State, Stage Stage, CaseGrade Grade, IntakeChannel Channel, string? Category, string AreaCode, string GridCode,
    string? LeadUnit, DateTimeOffset? DueAt, DateTimeOffset ReportedAt, DateTimeOffset? EndedAt, int ReworkCount, int EscalationLevel, DateTimeOffset? YellowAt)
{
    /// <summary>The light of the clock that runs; null when none does.</summary>
    public Light? LightAt(DateTimeOffset now) => Lights.At(now, DueAt, YellowAt);

    public static CaseSummary Of(CaseRow row) => new(
        row.CaseNumber, row.Title, row.State, row.Stage, row.Grade, row.Channel, row.Category, row.AreaCode, row.GridCode,
        row.LeadUnit, row.DueAt, row.ReportedAt, row.EndedAt, row.ReworkCount, row.EscalationLevel, row.YellowAt);
}

/// <summary>A clock of a case or order.</summary>
public sealed record ClockView(string Name, DateTimeOffset StartedAt, DateTimeOffset Due, DateTimeOffset Yellow, bool Provisional, DateTimeOffset? PausedAt, DateTimeOffset? StoppedAt, Light Light)
{
    public static ClockView Of(string name, PausableClock clock, DateTimeOffset now) => new(
        name, clock.StartedAt, clock.Due, clock.Yellow, clock.Provisional, clock.PausedAt, clock.StoppedAt, clock.LightAt(now));
}

/// <summary>One unit's share of a case.</summary>
public sealed record OrderView(
    string Id, string Unit, OrderKind Kind, OrderState State, bool IsDesignated, string? Handler, DateTimeOffset SentAt, DateTimeOffset? ReceivedAt,
    DateTimeOffset? EndedAt, bool IsReceiveOverdue, bool IsDisposeOverdue, OrderReply? Reply, IReadOnlyList<ClockView> Clocks)
{
    public static OrderView Of(WorkOrder order, DateTimeOffset now) => new(
        order.Id, order.Unit, order.Kind, order.State, order.IsDesignated, order.Handler, order.SentAt, order.ReceivedAt, order.EndedAt,
        order.ReceiveOverdue, order.DisposeOverdue, order.Reply,
        [ClockView.Of("receive", order.Receive, now), ClockView.Of("dispose", order.Dispose, now)]);
}

/// <summary>A case with everything that its reader may see. Personal values are not here; they are read on their own, with a purpose.</summary>
/// <param name="AllowedActions">What this reader can do beside the tasks: what POST …/actions/{action} refuses neither for right nor for state, and what would change something. Empty for an actor who is not in the directory.</param>
/// <param name="CatalogueVersion">The catalogue that the case was filed under.</param>
/// <param name="QueryCode">For who reported it and for intake; null for all others.</param>
/// <param name="Attachments">What the reporter attached; all of the case's, with their names, are at <c>/api/cases/{caseNumber}/attachments</c>.</param>
/// <param name="Additions">What the requester added later; the words are personal values.</param>
public sealed record CaseView(
    string CaseNumber, string? QueryCode, string InstanceId, CaseState State, Stage Stage, string Title, IntakeChannel Channel, CaseGrade Grade,
    string? Category, string? StandardId, string? CatalogueVersion, Place Place, string Reporter, bool IsUrgent, DateTimeOffset ReportedAt, DateTimeOffset? FiledAt,
    DateTimeOffset? RepliedAt, DateTimeOffset? VerifiedAt, DateTimeOffset? EndedAt, Reason? EndReason, int ReworkCount, int EscalationLevel,
    IReadOnlyList<ClockView> Clocks, IReadOnlyList<OrderView> Orders, IReadOnlyList<ApprovalRequest> Approvals, IReadOnlyList<Supervision> Supervisions,
    IReadOnlyList<VerificationRecord> Verifications, IReadOnlyList<Evaluation> Evaluations, IReadOnlyList<TaskView> OpenTasks,
    IReadOnlyList<Incident> Incidents, IReadOnlyList<string> AllowedActions, IReadOnlyList<string> Attachments, IReadOnlyList<CaseAddition> Additions);

/// <summary>One step of a case's history.</summary>
public sealed record HistoryStep(long Step, DateTimeOffset At, string Kind, Actor Actor, IReadOnlyList<string> Happened, string Hash);

/// <summary>The case as it was after a step, proved by running the core again over the recorded stimuli.</summary>
/// <param name="Outcome">Equal, NotReproducible (by this version), or Altered.</param>
public sealed record ReplayView(string CaseNumber, long Step, string Outcome, string? Difference, JsonElement? Case, IReadOnlyList<string> LiveActivities);
