using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Meetings;

/// <summary>
/// The secretary records who was present and what was resolved; without quorum nothing can be resolved. Tells the case by
/// the event of <see cref="ConveneJointMeeting"/>.
/// </summary>
[Activity("GridGov.RecordResolution", "网格治理", "录入议定事项", "联席会议：登记到会情况和议定事项，并通知案件执行。")]
[Outcome("Resolved", "已议定")]
[Outcome("Unsettled", "未议定")]
public sealed class RecordResolution(ICaseDataSource data) : MeetingStep
{
    private static readonly Limit RecordWithin = Limit.Running(5, LimitUnit.WorkDay);

    [Input(DisplayName = "会议安排", Description = "筹备步骤的结果，用来核对应到单位。", DefaultSyntax = "JavaScript")]
    public Input<JsonElement> Plan { get; } = new();

    [Output(DisplayName = "议定事项")]
    public Output<JsonElement> Resolution { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var form = new FormBuilder().Texts("present").Flag("convenerPresent").Text("chair", longest: 100).Text("leadUnit", longest: 50).Texts("assistUnits")
            .Moment("completeBy").Text("trackedBy", longest: 100).Text("text", required: true).Text("dissent").Build();
        Open(x, "RecordResolution", ["Resolved", "Unsettled"], form, DeadlineCalculator.Compute(x.Now, RecordWithin, data.Of(x.DataVersion).Calendar).Due);
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(resumption);
        var (agenda, minutes, outcome) = (AgendaOf(x), resumption.Payload, resumption.Outcome!);
        if (outcome == "Resolved") Check(x, agenda, minutes);
        else minutes = minutes.With(("leadUnit", JsonValues.Null));
        minutes = minutes.With("meetingId", Text(agenda, "meetingId"));
        x.Set(Resolution, minutes);
        x.Publish(ConveneJointMeeting.ResolutionEvent, Text(agenda, "caseNumber"), minutes, localOnly: false);
        x.Complete(outcome);
    }

    private void Check(IActivityExecution x, JsonElement agenda, JsonElement minutes)
    {
        var lead = Text(minutes, "leadUnit");
        if (lead.Length == 0 || Text(minutes, "completeBy").Length == 0 || Text(minutes, "trackedBy").Length == 0)
            Refuse(x, "meeting.resolution", "leadUnit", StepTexts.Format("Meeting.Resolution"));
        var completeBy = minutes.GetProperty("completeBy").GetDateTimeOffset();
        var latest = x.Now.AddDays((double)Limit.MaxAmount);
        if (completeBy <= x.Now || completeBy > latest)
            Refuse(x, "meeting.completeBy", "completeBy", StepTexts.Format("Meeting.CompleteBy", completeBy.ToChina(), x.Now.ToChina(), latest.ToChina()));
        foreach (var unit in Texts(minutes, "assistUnits").Prepend(lead))
            if (data.Of(x.DataVersion).Directory.UnitById(unit) is not { EndedOn: null }) Refuse(x, "meeting.unit", "leadUnit", StepTexts.Format("Meeting.Unknown", "leadUnit", unit));
        var invited = Texts(x.Get(Plan), "invited") is { Count: > 0 } planned ? planned : Texts(agenda, "invited");
        var convener = minutes.TryGetProperty("convenerPresent", out var flag) && flag.ValueKind == JsonValueKind.True;
        if (Quorum.Problem(invited, Texts(minutes, "present"), convener, lead) is { } problem) Refuse(x, "meeting.quorum", "present", problem);
    }
}
