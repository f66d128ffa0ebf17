namespace GridGov.Workflow.Engine.Activities.Scheduling;

/// <summary>Waits for a time span.</summary>
[Activity("Elsa.Delay", "定时", "延时", "等待一段时间。")]
internal sealed class Delay : Activity
{
    [Input(DisplayName = "时长", Description = "等待的时长。", DefaultValue = "00:01:00")]
    public Input<TimeSpan> TimeSpan { get; } = new();

    public override void Execute(IActivityExecution x) => Timers.WaitAndTell(x, x.Now + x.Get(TimeSpan), "ResumeAt");
}
