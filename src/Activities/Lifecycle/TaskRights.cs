using System.Text.Json;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>
/// Whether the role matrix lets a person do a task. Being a candidate says whom the step asks; the matrix says who may at all,
/// whatever the designer wrote into the step. Everything needed is in the task.
/// </summary>
public static class TaskRights
{
    /// <param name="entitledAs">The candidate entry that entitles the person, see <see cref="TaskEntitlement.Find"/>; null when only assigned.</param>
    /// <param name="outcome">The outcome to complete with; null for taking the task, which any of its outcomes allows.</param>
    public static Permission Check(Person person, HumanTask task, string? entitledAs, string? outcome)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(task);
        var scope = ScopeOf(person, task, entitledAs);
        Permission? refusal = null;
        foreach (var action in outcome is null ? TaskActions.Of(task.Name) : TaskActions.Of(task.Name, outcome))
        {
            var permission = RoleMatrix.Allows(person, action, scope);
            if (permission.Allowed) return permission;
            refusal ??= permission;
        }

        // A task of no case, such as one of RunTask, has its candidates only.
        return refusal ?? new Permission(true, null, null, null);
    }

    // A task that nobody holds becomes the person's own by doing it. Without a place it lies in everybody's area.
    private static CaseScope ScopeOf(Person person, HumanTask task, string? entitledAs) => new()
    {
        AreaCode = task.AreaCode ?? (person.AreaScopes.Count > 0 ? person.AreaScopes[0] : null),
        GridCode = Text(task.Payload, "gridCode") ?? Scope(entitledAs, "grid"),
        OrderUnitId = task.UnitId ?? Scope(entitledAs, "unit"),
        AssigneeId = task.Assignee ?? (entitledAs is null ? null : person.Id),
        HandlerIds = task.ExcludedUsers,
        HandlingUnitIds = task.ExcludedUnits,
        IsSelfResolved = task.Name == "SelfHandle" || IsTrue(task.Payload, VerifyStep.SelfResolved),
    };

    private static string? Scope(string? entry, string kind) =>
        entry?.Split(':') is [var found, var id, _] && found == kind ? id : null;

    private static string? Text(JsonElement payload, string name) =>
        payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsTrue(JsonElement payload, string name) =>
        payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
