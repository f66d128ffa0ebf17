namespace GridGov.Workflow.Engine.Activities.Scheduling;

/// <summary>Starts a workflow at every interval; inside a workflow waits one interval.</summary>
[Activity("Elsa.Timer", "定时", "定时器", "按间隔启动流程，或等待一个间隔。", Kind = ActivityKind.Trigger)]
internal sealed class Timer : Activity
{
    [Input(DisplayName = "间隔", Description = "两次触发之间的时长。", DefaultValue = "00:01:00")]
    public Input<TimeSpan> Interval { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        if (x.IsTriggerOfStart) x.Complete();
        else Timers.WaitAndTell(x, x.Now + x.Get(Interval), "ResumeAt");
    }
}
