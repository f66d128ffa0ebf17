using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Console.Forms;

namespace GridGov.Workflow.Host.Console.Tasks;

/// <summary>To whom a task can be passed on: who is asked by it and may do it.</summary>
internal static class TaskColleagues
{
    public static IReadOnlyList<FieldOption> Of(HumanTask task, Person me, DirectorySnapshot directory) =>
    [
        .. directory.People.Where(person => person.Id != me.Id && !person.IsSystem
                && TaskEntitlement.Find(person, task) is { } entry && TaskRights.Check(person, task with { Assignee = person.Id }, entry, outcome: null).Allowed)
            .Select(person => new FieldOption(person.Id, person.Name)),
    ];
}
