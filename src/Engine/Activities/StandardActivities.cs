using GridGov.Workflow.Engine.Activities.Branching;
using GridGov.Workflow.Engine.Activities.Composition;
using GridGov.Workflow.Engine.Activities.Flow;
using GridGov.Workflow.Engine.Activities.Http;
using GridGov.Workflow.Engine.Activities.Looping;
using GridGov.Workflow.Engine.Activities.Primitives;
using GridGov.Workflow.Engine.Activities.Scheduling;
using GridGov.Workflow.Engine.Activities.Scripting;

namespace GridGov.Workflow.Engine.Activities;

/// <summary>Elsa's standard activities that this engine offers; docs/elsa-compatibility.md lists what is left out.</summary>
public static class StandardActivities
{
    public static IReadOnlyList<Activity> Create() =>
    [
        WorkflowActivity.Instance, NotFoundActivity.Instance,
        new StartActivity(), new EndActivity(), new Flowchart(), new Sequence(), new Flow.Parallel(), new Fork(), new FlowNode(),
        new If(), new FlowDecision(), new Switch(), new FlowSwitch(), new FlowFork(), new FlowJoin(),
        new For(), new ForEach(), new ParallelForEach(), new While(), new Break(),
        new SetVariable(), new SetName(), new Correlate(), new Finish(), new Fault(), new WriteLine(),
        new Event(), new PublishEvent(), new RunTask(),
        new Complete(), new SetOutput(), new DispatchWorkflow(), new ExecuteWorkflow(),
        new Delay(), new Scheduling.Timer(), new Cron(), new StartAt(),
        new RunJavaScript(), new SendHttpRequest(), new FlowSendHttpRequest(),
    ];
}
