using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Tasks;

/// <summary>The role matrix at the door of a task.</summary>
internal static class TaskPermission
{
    /// <param name="outcome">The outcome to complete with; null for taking or passing on.</param>
    /// <exception cref="ProblemException">403 with the name of the refusing rule.</exception>
    public static void Require(TaskPart part, HumanTask task, string? outcome)
    {
        // What is closed the engine refuses itself, naming who was faster; and a repeat gets its first answer.
        if (task.Status is HumanTaskStatus.Completed or HumanTaskStatus.Cancelled) return;
        var permission = TaskRights.Check(part.As, task, part.EntitledAs, outcome);
        if (!permission.Allowed) throw ProblemException.Forbidden(permission.Rule!, permission.Text!);
    }
}
