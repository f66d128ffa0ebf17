using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History.Folds;
using GridGov.Workflow.Engine.Runtime;

namespace GridGov.Workflow.Engine.Definitions.Trials;

/// <summary>What one activity did when it was tried out.</summary>
public sealed record TrialResult(
    ActivityStatus Status, IReadOnlyDictionary<string, JsonElement> Inputs, IReadOnlyDictionary<string, JsonElement> Outputs,
    IReadOnlyList<string> Outcomes, ExecutionFault? Fault);

/// <summary>
/// Runs one activity by itself with the variables' test values. Only the pure core runs: nothing is stored, no task is opened,
/// no message leaves the house.
/// </summary>
public sealed class ActivityTrial
{
    private const string Container = "trial";
    private readonly IWorkflowCompiler _compiler;
    private readonly IInterpreter _interpreter;
    private readonly IBusinessClock _clock;
    private readonly ScriptPool _scripts;

    internal ActivityTrial(IWorkflowCompiler compiler, IInterpreter interpreter, IBusinessClock clock, ScriptPool scripts) =>
        (_compiler, _interpreter, _clock, _scripts) = (compiler, interpreter, clock, scripts);

    /// <returns>Null when the definition has no such node.</returns>
    public async Task<TrialResult?> RunAsync(DefinitionContent content, string nodeId, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (_compiler.Compile(content).Graph is not { } whole || !whole.Nodes.TryGetValue(nodeId, out var node) || node.Parent is null) return null;
        var graph = _compiler.Compile(content with { Hash = Container, Document = Isolate(content.Document, node) }).Graph;
        if (graph?.Nodes.GetValueOrDefault($"{WorkflowCompiler.WorkflowNodeId}:{Container}:{node.Id}") is not { } tried) return null;
        var start = new Start { Id = Container, InstanceId = Container, Actor = actor, At = _clock.Now };
        try
        {
            var result = await _scripts.RunAsync(() => _interpreter.Advance(graph, null, start, start.At));
            return result.Burst is { } burst
                ? Read(burst.Entries, tried)
                : Failed(result.Refusal!.Code, result.Refusal.Message);
        }
        catch (BackstopTrippedException tripped)
        {
            return Failed("expression.backstop", tripped.Message);
        }
    }

    private static JsonElement Isolate(JsonElement document, ActivityNode node)
    {
        var tests = document.Member("customProperties").Member("VariableTestValues");
        var copy = JsonObject.Create(document)!;
        var variables = new JsonArray();
        foreach (var variable in document.Items("variables").Concat(Around(node)))
        {
            var item = JsonObject.Create(variable)!;
            if (variable.Text("id") is { } id && tests.Member(id) is { ValueKind: not JsonValueKind.Undefined } test)
            {
                item["value"] = JsonSerializer.SerializeToNode(test);
            }

            variables.Add(item);
        }

        copy["variables"] = variables;
        copy["customProperties"] = new JsonObject();
        copy["root"] = new JsonObject
        {
            ["id"] = Container,
            ["type"] = "Elsa.Sequence",
            ["version"] = 1,
            ["activities"] = new JsonArray(JsonSerializer.SerializeToNode(node.Json)),
        };
        return DefinitionJson.Read(DefinitionJson.Write(copy));
    }

    /// <summary>Variables of the containers around the node, which the trial's own container stands in for.</summary>
    private static IEnumerable<JsonElement> Around(ActivityNode node)
    {
        for (var at = node.Parent; at is { Parent: not null }; at = at.Parent)
        {
            foreach (var variable in at.Json.Items("variables")) yield return variable;
        }
    }

    private static TrialResult Read(IReadOnlyList<JournalEntry> entries, ActivityNode node)
    {
        var own = entries.Where(entry => entry.NodeId == node.NodeId).ToList();
        var start = own.Find(entry => entry.Kind == EntryKind.ActivityStarted);
        var end = own.Find(entry => entry.Kind == EntryKind.ActivityCompleted);
        var fault = own.Find(entry => entry.Kind == EntryKind.ActivityFaulted);
        var status = fault is not null ? ActivityStatus.Faulted : end is not null ? ActivityStatus.Completed : ActivityStatus.Running;
        return new TrialResult(
            status, NodeNames.Inputs(node, start?.Values), NodeNames.Outputs(node, end?.Values),
            end is null ? [] : end.Outcomes ?? ["Done"], fault is null ? null : new ExecutionFault(fault.Name ?? "activity.error", fault.Text ?? ""));
    }

    private static TrialResult Failed(string code, string message) =>
        new(ActivityStatus.Faulted, new Dictionary<string, JsonElement>(), new Dictionary<string, JsonElement>(), [], new ExecutionFault(code, message));
}
