using System.Collections.Frozen;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>What the expressions of one execution see: variables outward, inputs, outputs within reach, the burst's time and random.</summary>
internal sealed class ExpressionScope(LiveExecution execution) : IExpressionScope
{
    private static readonly FrozenDictionary<string, JsonElement> NoArguments = FrozenDictionary<string, JsonElement>.Empty;
    private InstanceState State => execution.Run.State;

    public IEnumerable<VariableInScope> Variables
    {
        get
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var at = execution; at is not null; at = at.Parent)
            {
                foreach (var slot in at.Context.Variables)
                {
                    if (seen.Add(slot.Name)) yield return new VariableInScope(slot.Name, slot.Type);
                }
            }
        }
    }

    public bool TryGetVariable(string name, out JsonElement value) => Found(BurstRun.FindByName(execution, name), out value);

    public bool TryGetVariableById(string id, out JsonElement value) => Found(BurstRun.FindById(execution, id), out value);

    public void SetVariable(string name, JsonElement value) => execution.Run.SetVariableByName(execution, name, value);

    public bool TryGetInput(string name, out JsonElement value)
    {
        for (var at = execution.Parent; at is not null; at = at.Parent)
        {
            if (at.Node.Compiled is not CompositeInfo info) continue;
            foreach (var input in info.Inputs)
            {
                if (string.Equals(input.Argument.Name, name, StringComparison.Ordinal)) return Found(BurstRun.FindById(at, name), out value);
            }
        }

        return State.Input.TryGetValue(name, out value);
    }

    public IEnumerable<string> DeclaredInputs
    {
        get
        {
            for (var at = execution.Parent; at is not null; at = at.Parent)
            {
                if (at.Node.Compiled is CompositeInfo) return [];
            }

            return execution.Run.Graph.Inputs.Select(input => input.Name);
        }
    }

    public JsonElement GetOutputFrom(string activityIdOrName, string? outputName)
    {
        for (var container = execution.Node.Parent; container is not null; container = container.Parent)
        {
            foreach (var child in container.Children)
            {
                if (Matches(child.Node, activityIdOrName)) return OutputOf(child.Node, outputName ?? "Result");
            }
        }

        throw new ExpressionException(
            "expression.output-unknown",
            $"从活动“{execution.Node.Id}”够不到编号或名称为“{activityIdOrName}”的活动；只能读取同一容器或外层容器中的活动的输出。");
    }

    public IEnumerable<(string ActivityName, string OutputName)> NamedOutputs
    {
        get
        {
            for (var container = execution.Node.Parent; container is not null; container = container.Parent)
            {
                foreach (var child in container.Children)
                {
                    if (string.IsNullOrEmpty(child.Node.Name) || !State.ActivityOutputs.TryGetValue(child.Node.NodeId, out var outputs)) continue;
                    foreach (var output in outputs.Keys) yield return (child.Node.Name, Pascal(output));
                }
            }
        }
    }

    public JsonElement LastResult => State.LastResult;
    public string DefinitionId => execution.Run.Graph.DefinitionId;
    public string DefinitionVersionId => execution.Run.Graph.DefinitionVersionId;
    public int DefinitionVersion => execution.Run.Graph.Version;
    public string InstanceId => State.InstanceId;

    public string? CorrelationId
    {
        get => State.CorrelationId;
        set => execution.CorrelationId = value;
    }

    public string? InstanceName
    {
        get => State.Name;
        set => execution.InstanceName = value;
    }

    public IReadOnlyDictionary<string, JsonElement> ActivityInputs => execution.EvaluatedInputs();
    public IReadOnlyDictionary<string, JsonElement> Arguments { get; init; } = NoArguments;
    public ICollection<string>? Outcomes { get; init; }
    public DateTimeOffset Now => execution.Run.Now;
    public IBurstRandom Random => execution.Run.Random;

    private static bool Found((LiveExecution Owner, int Index)? place, out JsonElement value)
    {
        value = place is var (owner, index) ? owner.Context.Variables[index].Value : default;
        return place is not null;
    }

    private static bool Matches(ActivityNode node, string idOrName) =>
        string.Equals(node.Id, idOrName, StringComparison.Ordinal) || string.Equals(node.Name, idOrName, StringComparison.Ordinal);

    private JsonElement OutputOf(ActivityNode node, string outputName)
    {
        if (!State.ActivityOutputs.TryGetValue(node.NodeId, out var outputs)) return default;
        foreach (var (name, value) in outputs)
        {
            if (string.Equals(name, outputName, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return default;
    }

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
