using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Meetings;

/// <summary>
/// Puts the case before a joint meeting, which is an instance of its own, and waits for its resolution: an event that is
/// correlated with the case number. The resolution re-assigns the case (domain.md §2.7).
/// </summary>
[Activity("GridGov.ConveneJointMeeting", "网格治理", "提交联席会议", "启动联席会议流程，按议定事项重新指定单位；未议定则转县（市）府会议。", Kind = ActivityKind.Task)]
[Outcome("Resolved", "已议定")]
[Outcome("Unsettled", "未议定")]
public sealed class ConveneJointMeeting : CaseActivity
{
    /// <summary>Name of the event that brings the resolution back.</summary>
    public const string ResolutionEvent = "GridGov.MeetingResolution";

    private const string DefaultDefinition = "joint-meeting";

    [Input(DisplayName = "会议流程", Description = "联席会议的流程定义。", UIHint = "workflow-definition-picker", OptionsSource = "definitions", DefaultValue = DefaultDefinition)]
    public Input<string> WorkflowDefinitionId { get; } = new();

    [Input(DisplayName = "议题", Description = "一句话说明需要议定的问题；不填则按案件生成。")]
    public Input<string> Question { get; } = new();

    [Input(DisplayName = "邀请单位", Description = "不填则为主办、协办及曾退回的单位。", UIHint = "checklist", DefaultSyntax = "Object", OptionsSource = "departments")]
    public Input<IReadOnlyList<string>> Invite { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var @case = CaseOf(x);
        var question = x.Get(Question) is { Length: > 0 } own ? own : StepTexts.Format("Meeting.Question", @case.Title);
        if (@case.State != CaseState.InConference) @case = Do(x, "conference", CommandJson.Of(("question", question)));
        x.WaitForEvent(ResolutionEvent);
        var invited = x.Get(Invite) is { Count: > 0 } units ? units : [.. @case.Orders.Select(order => order.Unit).Distinct(StringComparer.Ordinal)];
        x.Request("start-child", JsonValues.Object(json =>
        {
            json.WriteString("definitionId", x.Get(WorkflowDefinitionId) is { Length: > 0 } definition ? definition : DefaultDefinition);
            json.WriteString("correlationId", @case.CaseNumber);
            json.WritePropertyName("input");
            Agenda(x, @case, question, invited).WriteTo(json);
            json.WriteBoolean("waitForCompletion", false);
        }));
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(resumption);
        if (resumption.Failure is { } failure) throw new ActivityFaultException(failure.Code, failure.Message);

        // The meeting's instance has started; its resolution comes as an event.
        if (resumption.Bookmark is null) return;
        var resolution = resumption.Payload;
        var settled = resolution.ValueKind == JsonValueKind.Object && resolution.TryGetProperty("leadUnit", out var lead) && lead.ValueKind == JsonValueKind.String;
        Do(x, settled ? "resolution" : "endConference", resolution);
        x.Complete(settled ? "Resolved" : "Unsettled");
    }

    public override void Signalled(IActivityExecution x, SubjectSignal signal)
    {
        ArgumentNullException.ThrowIfNull(x);
        var @case = CaseOf(x);
        if (@case.State == CaseState.InConference) return;
        x.Complete(@case.Conferences[^1].Resolution is { LeadUnit: not null } ? "Resolved" : "Unsettled");
    }

    private static JsonElement Agenda(IActivityExecution x, GovCase @case, string question, IReadOnlyList<string> invited) => JsonValues.Object(json =>
    {
        json.WriteString("ParentInstanceId", x.InstanceId);
        json.WritePropertyName("agenda");
        JsonValues.Object(item =>
        {
            item.WriteString("meetingId", @case.Conferences[^1].Id);
            item.WriteString("caseNumber", @case.CaseNumber);
            item.WriteString("title", @case.Title);
            item.WriteString("areaCode", @case.Place.AreaCode);
            item.WriteString("question", question);
            item.WritePropertyName("invited");
            JsonValues.Of(invited).WriteTo(item);
            item.WriteNumber("shuffleCount", @case.ShuffleCount);
            item.WriteNumber("reworkCount", @case.ReworkCount);
        }).WriteTo(json);
    });
}
