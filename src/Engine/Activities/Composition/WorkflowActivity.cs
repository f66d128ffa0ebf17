namespace GridGov.Workflow.Engine.Activities.Composition;

/// <summary>The implicit outermost node.</summary>
[Activity(TypeName, "流程", "流程", "流程本身，运行根活动。", IsBrowsable = false, IsContainer = true)]
[Slot("root", "根活动", IsBrowsable = false)]
internal sealed class WorkflowActivity : Activity, IComposite
{
    public const string TypeName = "Elsa.Workflow";

    public static WorkflowActivity Instance { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        if (x.Node.Child("root") is { } root) x.Schedule(root);
    }

    public override void ChildCompleted(IActivityExecution x, ChildCompletion child) => x.Complete(child.IsTerminal ? child.Outcomes : []);
}
