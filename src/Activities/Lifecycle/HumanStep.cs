using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>
/// A step that one person does: opens a task, turns its outcome into commands, and urges when its limit has passed. What
/// the case refuses goes back to the person and the task stays open.
/// </summary>
public abstract class HumanStep : CaseActivity
{
    private const string DueTag = "due";

    [Input(DisplayName = "任务标题", Description = "办理人看到的标题；不填则按案件生成。", Category = "任务", Order = 90)]
    public Input<string> Title { get; } = new();

    [Input(DisplayName = "候选人", Description = "如 role:Dispatcher、unit:{单位}:DepartmentDesk、grid:{网格}:GridWorker；不填则按案件确定。", Category = "任务", UIHint = "multitext", DefaultSyntax = "Object", Order = 91)]
    public Input<IReadOnlyList<string>> CandidateEntries { get; } = new();

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var @case = CaseOf(x);
        if (AlreadyDone(@case) is { } port) x.Complete(port);
        else Open(x, @case);
    }

    public override void Resume(IActivityExecution x, Resumption resumption)
    {
        if (resumption.TaskId is not null)
        {
            x.RemoveBookmarks();
            if (Finish(x, resumption.Outcome ?? "", resumption.Payload) is { } port) x.Complete(port);
            else Open(x, CaseOf(x));
        }
        else if (resumption.Tag == DueTag)
        {
            if (Overdue(x) is { } port) x.Complete(port);
        }
    }

    public override void Signalled(IActivityExecution x, SubjectSignal signal)
    {
        if (Hear(CaseOf(x), signal) is { } port) x.Complete(port);
    }

    /// <summary>The port to leave by at once, when a command from outside has done the work; null to ask.</summary>
    internal virtual string? AlreadyDone(GovCase @case) => null;

    internal abstract StepTask Describe(IActivityExecution x, GovCase @case);

    /// <summary>Gives the commands of an outcome; answers the port, or null to ask again.</summary>
    internal abstract string? Finish(IActivityExecution x, string outcome, JsonElement data);

    /// <summary>The port to leave by when the subject signals, or null to go on waiting.</summary>
    internal virtual string? Hear(GovCase @case, SubjectSignal signal) => null;

    /// <summary>The limit has passed: by default urges once and goes on waiting.</summary>
    internal virtual string? Overdue(IActivityExecution x)
    {
        var name = x.OpenTasks.Count > 0 ? x.OpenTasks[0].Title ?? x.Node.Id : x.Node.Id;
        Do(x, "urge", CommandJson.Of(("text", StepTexts.Format("Urge.Overdue", name)), ("cause", $"{x.Node.Type[8..]}Overdue")), Actor.Engine);
        return null;
    }

    private void Open(IActivityExecution x, GovCase @case)
    {
        var task = Describe(x, @case);
        if (x.Get(CandidateEntries) is { Count: > 0 } entries) task = task with { Candidates = entries };
        if (x.Get(Title) is { Length: > 0 } title) task = task with { Title = title };
        task.Open(x, @case);

        // On time up to and including the due instant: the timer is for the moment after.
        if (task.Due is { } due) x.WaitUntil(due.AddTicks(1), DueTag);
    }
}
