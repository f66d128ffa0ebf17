namespace GridGov.Workflow.Engine.Activities.Scheduling;

/// <summary>Starts a workflow at each occurrence; inside a workflow waits for the next one. Five or six fields, zone Asia/Shanghai.</summary>
[Activity("Elsa.Cron", "定时", "日程", "按日程表达式启动流程，或等到下一次。", Kind = ActivityKind.Trigger)]
internal sealed class Cron : Activity
{
    [Input(DisplayName = "日程表达式", Description = "五段或六段（含秒）的 Cron 表达式，北京时间。", UIHint = "singleline")]
    public Input<string> CronExpression { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        if (x.IsTriggerOfStart)
        {
            x.Complete();
            return;
        }

        var text = x.Get(CronExpression) ?? "";
        var next = CronSchedule.Next(text, x.Now)
            ?? throw new ActivityFaultException("cron.never", $"日程表达式“{text}”（cronExpression）以后不会再发生。");
        Timers.WaitAndTell(x, next, "ExecuteAt", text);
    }
}
