using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Runtime.Triggers;

/// <summary>
/// What the inputs of a start trigger can see: no instance runs yet, so there are no variables, inputs or outputs, and nothing can be
/// written (elsa-definition-format.md §11.5).
/// </summary>
internal sealed class ConstantScope(WorkflowGraph graph, DateTimeOffset now) : IExpressionScope
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    public IEnumerable<VariableInScope> Variables => [];
    public IEnumerable<string> DeclaredInputs => [];
    public IEnumerable<(string ActivityName, string OutputName)> NamedOutputs => [];
    public JsonElement LastResult => default;
    public string DefinitionId => graph.DefinitionId;
    public string DefinitionVersionId => graph.DefinitionVersionId;
    public int DefinitionVersion => graph.Version;
    public string InstanceId => "";
    public string? CorrelationId
    {
        get => null;
        set => throw Refuse("The correlation id");
    }

    public string? InstanceName
    {
        get => null;
        set => throw Refuse("The name");
    }

    public IReadOnlyDictionary<string, JsonElement> ActivityInputs => Nothing;
    public IReadOnlyDictionary<string, JsonElement> Arguments => Nothing;
    public ICollection<string>? Outcomes => null;
    public DateTimeOffset Now => now;
    public IBurstRandom Random => throw Refuse("A random value");

    public bool TryGetVariable(string name, out JsonElement value)
    {
        value = default;
        return false;
    }

    public bool TryGetVariableById(string id, out JsonElement value) => TryGetVariable(id, out value);

    public void SetVariable(string name, JsonElement value) => throw Refuse($"Variable '{name}'");

    public bool TryGetInput(string name, out JsonElement value) => TryGetVariable(name, out value);

    public JsonElement GetOutputFrom(string activityIdOrName, string? outputName) => throw Refuse($"An output of activity '{activityIdOrName}'");

    private static ExpressionException Refuse(string what) =>
        new("expression.no-instance", $"{what} is out of reach in the input of a start trigger: no instance runs yet. Use a constant.");
}
