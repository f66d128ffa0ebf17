namespace GridGov.Workflow.Engine.Activities.Scheduling;

/// <summary>Starts a workflow at a time; inside a workflow waits for it, or goes on when it is past.</summary>
[Activity("Elsa.StartAt", "定时", "定时开始", "在指定时间启动流程，或等到该时间。", Kind = ActivityKind.Trigger)]
internal sealed class StartAt : Activity
{
    [Input(DisplayName = "时间", Description = "开始的时间。")]
    public Input<DateTimeOffset> DateTime { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        var at = x.Get(DateTime);
        if (x.IsTriggerOfStart || at <= x.Now) x.Complete();
        else Timers.WaitAndTell(x, at, "ExecuteAt");
    }
}
