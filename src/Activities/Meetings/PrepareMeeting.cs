using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Meetings;

/// <summary>The secretary sets time and invitations (domain.md §2.7).</summary>
[Activity("GridGov.PrepareMeeting", "网格治理", "筹备联席会议", "联席会议：确定时间、地点和应到单位。")]
public sealed class PrepareMeeting(ICaseDataSource data) : MeetingStep
{
    private static readonly Limit PrepareWithin = Limit.Running(2, LimitUnit.WorkDay);

    [Output(DisplayName = "会议安排")]
    public Output<JsonElement> Plan { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var form = new FormBuilder().Moment("heldAt", required: true).Text("venue", longest: 200).Texts("invited").Build();
        Open(x, "PrepareMeeting", ["Convened"], form, DeadlineCalculator.Compute(x.Now, PrepareWithin, data.Of(x.DataVersion).Calendar).Due);
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(resumption);
        var invited = Texts(resumption.Payload, "invited");
        foreach (var unit in invited)
            if (data.Of(x.DataVersion).Directory.UnitById(unit) is not { EndedOn: null }) Refuse(x, "meeting.unit", "invited", StepTexts.Format("Meeting.Unknown", "invited", unit));
        x.Set(Plan, resumption.Payload.With(("invited", JsonValues.Of(invited.Count > 0 ? invited : Texts(AgendaOf(x), "invited")))));
        x.Complete();
    }
}
