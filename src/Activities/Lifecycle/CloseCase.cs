using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>⑦ 结案: closes the case, which ends the instance.</summary>
[Activity("GridGov.CloseCase", "网格治理", "结案", "评价：有评价或多次回访无应答后结案。")]
public sealed class CloseCase : CaseActivity
{
    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Do(x, "close", CommandJson.Empty);
        x.Complete();
    }
}
