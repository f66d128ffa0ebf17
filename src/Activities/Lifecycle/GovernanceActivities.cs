using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Escalation;
using GridGov.Workflow.Activities.Meetings;
using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>The activities of grid governance, for the registry.</summary>
public static class GovernanceActivities
{
    public static IReadOnlyList<Activity> Create(ICaseDataSource data) =>
    [
        new ReportCase(), new FactCheckStep(), new FieldTask(), new DivertStep(data), new SelfHandleStep(data), new AssignOrder(), new RouteCase(),
        new AwaitReceipt(data), new AwaitReply(data), new AwaitResume(), new DecideReturn(), new DecideOwnership(), new Remind(),
        new VerifyStep(), new EvaluateStep(), new DecideRedo(data), new CloseCase(), new CallDepartmentApi(data), new CallGridApi(data),
        new Escalate(data), new ConveneJointMeeting(), new PrepareMeeting(data), new RecordResolution(data),
    ];
}
