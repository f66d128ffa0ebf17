using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Escalation;
using GridGov.Workflow.Activities.Meetings;
using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>The activities of grid governance, for the registry.</summary>
public static class GovernanceActivities
{
    /// <summary>One factory an activity: what is only registered needs no data yet.</summary>
    internal static IReadOnlyList<Func<ICaseDataSource, Activity>> Factories { get; } =
    [
        _ => new ReportCase(), _ => new FactCheckStep(), _ => new FieldTask(), data => new DivertStep(data), data => new SelfHandleStep(data), _ => new AssignOrder(),
        _ => new RouteCase(), data => new AwaitReceipt(data), data => new AwaitReply(data), _ => new AwaitResume(), _ => new DecideReturn(), _ => new DecideOwnership(),
        _ => new Remind(), _ => new VerifyStep(), _ => new EvaluateStep(), data => new DecideRedo(data), _ => new CloseCase(), data => new CallDepartmentApi(data),
        data => new CallGridApi(data), data => new Escalate(data), _ => new ConveneJointMeeting(), data => new PrepareMeeting(data), data => new RecordResolution(data),
    ];

    public static IReadOnlyList<Activity> Create(ICaseDataSource data) => [.. Factories.Select(create => create(data))];
}
