using System.Globalization;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// What an imported instance file says (elsa-studio-contract.md §7.3, route 43): Elsa's export, members in any case. Only what a
/// viewer shows is read; waits, tasks and timers of the file mean nothing here.
/// </summary>
public sealed record ForeignRecord(
    string Id, string DefinitionId, string? VersionId, int Version, WorkflowSubStatus SubStatus, bool WasRunning, string? Name, string? CorrelationId,
    DateTimeOffset? CreatedAt, DateTimeOffset? FinishedAt, JsonElement Input, JsonElement Output,
    IReadOnlyList<(string Id, JsonElement Value)> Variables, IReadOnlyList<JsonElement> Executions, IReadOnlyList<JsonElement> Log)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no instance file; names the missing member.</exception>
    public static ForeignRecord Read(JsonElement file)
    {
        var state = Member(file, "workflowState");
        if (state.ValueKind != JsonValueKind.Object) throw new FormatException("WorkflowState");
        var subStatus = Enum.TryParse<WorkflowSubStatus>(Text(state, "subStatus"), ignoreCase: true, out var parsed) ? parsed : WorkflowSubStatus.Cancelled;
        var ended = subStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted;
        return new ForeignRecord(
            Text(state, "id") ?? throw new FormatException("WorkflowState.id"),
            Text(state, "definitionId") ?? throw new FormatException("WorkflowState.definitionId"),
            Text(state, "definitionVersionId"),
            Number(state, "definitionVersion"),
            ended ? subStatus : WorkflowSubStatus.Cancelled,
            !ended,
            Text(state, "name"),
            Text(state, "correlationId"),
            Time(state, "createdAt"),
            Time(state, "finishedAt"),
            Member(state, "input"),
            Member(state, "output"),
            [.. Items(Member(state, "properties"), "variables").Select(item => (Text(item, "id") ?? "", Member(item, "value")))],
            [.. Items(file, "activityExecutionRecords")],
            [.. Items(file, "workflowExecutionLogRecords")]);
    }

    /// <summary>The member in any case; Undefined when absent.</summary>
    internal static JsonElement Member(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object) return default;
        foreach (var member in json.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) return member.Value;
        }

        return default;
    }

    internal static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    internal static DateTimeOffset? Time(JsonElement json, string name) =>
        DateTimeOffset.TryParse(Text(json, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    internal static int Number(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : 0;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];
}
