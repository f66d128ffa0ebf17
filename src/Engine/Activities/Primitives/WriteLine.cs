namespace GridGov.Workflow.Engine.Activities.Primitives;

/// <summary>Writes a line to the journal.</summary>
[Activity("Elsa.WriteLine", "日志", "写一行", "在执行日志中写一行文字。")]
internal sealed class WriteLine : Activity
{
    [Input(DisplayName = "文字", Description = "要写的文字。")]
    public Input<string> Text { get; } = new();

    public override void Execute(IActivityExecution x) => x.WriteLine(x.Get(Text));
}
