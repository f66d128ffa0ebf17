using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>
/// The tasks of a step that has several: which task is for what. Kept in the execution's data as task id → purpose, such as
/// <c>main</c>, <c>assist-reply:{order}</c>, <c>approval:{id}</c>.
/// </summary>
internal sealed class OpenWork
{
    private const string Key = "work";

    private readonly IActivityExecution _x;
    private readonly Dictionary<string, string> _purposes = new(StringComparer.Ordinal);

    public OpenWork(IActivityExecution x)
    {
        _x = x;
        if (x.GetData(Key) is { ValueKind: JsonValueKind.Object } data)
            foreach (var member in data.EnumerateObject()) _purposes[member.Name] = member.Value.GetString()!;
    }

    public bool Has(string purpose) => _purposes.ContainsValue(purpose);

    /// <summary>Takes a completed task out and tells what it was for.</summary>
    public string Take(string taskId)
    {
        _purposes.Remove(taskId, out var purpose);
        Save();
        return purpose ?? "";
    }

    /// <summary>Opens a task unless one for the purpose is open.</summary>
    public void Ensure(string purpose, GovCase @case, Func<StepTask> task)
    {
        if (Has(purpose)) return;
        _purposes[task().Open(_x, @case).Id] = purpose;
        Save();
    }

    /// <summary>Withdraws the open tasks whose purpose is no longer wanted.</summary>
    public void Keep(Func<string, bool> wanted)
    {
        foreach (var (task, purpose) in _purposes.Where(entry => !wanted(entry.Value)).ToList())
        {
            _x.CancelTask(task);
            _purposes.Remove(task);
        }

        Save();
    }

    private void Save() => _x.SetData(Key, JsonValues.Of(_purposes.ToDictionary(entry => entry.Key, entry => JsonValues.Of(entry.Value))));
}
