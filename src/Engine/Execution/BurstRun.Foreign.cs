using System.Text.Json;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>An instance that ran elsewhere: its first burst makes it a finished record with a chain of its own.</summary>
internal sealed partial class BurstRun
{
    private void Take(ForeignRecord record)
    {
        var root = Open(Graph.Root, null, null, null);
        root.DeclareVariables();
        foreach (var (id, value) in record.Variables)
        {
            var index = root.Context.Variables.FindIndex(slot => string.Equals(slot.Id, id, StringComparison.Ordinal));
            if (index >= 0) root.Context.Variables[index] = root.Context.Variables[index] with { Value = value.OrNull() };
        }

        root.Context.Status = record.SubStatus == WorkflowSubStatus.Cancelled ? ActivityStatus.Canceled : ActivityStatus.Completed;
        foreach (var (name, value) in Members(record.Input)) State.Input[name] = value;
        foreach (var (name, value) in Members(record.Output)) State.Output[name] = value;
        State.IsForeign = true;
        State.Status = WorkflowStatus.Finished;
        State.SubStatus = record.SubStatus;
        State.CreatedAt = record.CreatedAt is { } created && created < Now ? created : Now;
        State.FinishedAt = record.FinishedAt is { } finished && finished < Now ? finished : Now;
        _statusText = record.WasRunning ? "导入的记录：原实例导出时仍在运行，在本系统中不再执行。" : "导入的记录。";
        _ended = true;
    }

    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().Select(member => (member.Name, member.Value.Clone())) : [];
}
