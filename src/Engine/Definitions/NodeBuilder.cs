using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Activities.Composition;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using JsonValues = GridGov.Workflow.Engine.Execution.JsonValues;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>Turns parsed activities into nodes, inputs and outputs included; inlines workflows used as activities.</summary>
internal sealed class NodeBuilder(
    IActivityRegistry registry, IExpressionCompiler expressions, IValueConverter converter,
    Dictionary<string, ActivityNode> nodes, ICollection<DefinitionFault> faults)
{
    // Shapes hold converted defaults, which depend on the converter; both live as long as the process.
    private static readonly ConditionalWeakTable<IValueConverter, ConcurrentDictionary<Activity, ActivityShape>> Shapes = new();

    public ActivityNode Workflow(DefinitionHeader document, ParsedActivity root, JsonElement json)
    {
        var node = new ActivityNode
        {
            Id = WorkflowCompiler.WorkflowNodeId,
            NodeId = WorkflowCompiler.WorkflowNodeId,
            Name = document.Name,
            Type = WorkflowActivity.TypeName,
            Version = 1,
            Parent = null,
            Activity = WorkflowActivity.Instance,
            Json = json,
            Variables = document.Variables,
            InitialVariables = Initial(document.Variables, null),
        };
        nodes.Add(node.NodeId, node);
        node.Children = [new ActivitySlot("root", Build(root, node))];
        return node;
    }

    private ActivityNode Build(ParsedActivity parsed, ActivityNode parent)
    {
        var node = new ActivityNode
        {
            Id = parsed.Id,
            NodeId = $"{parent.NodeId}:{parsed.Id}",
            Name = parsed.Json.Text("name"),
            Type = parsed.Type,
            Version = parsed.Version,
            Parent = parent,
            Activity = parsed.Activity,
            Json = parsed.Json,
            CanStartWorkflow = ReadCanStart(parsed.Json),
            Shape = ShapeOf(parsed.Activity),
        };
        nodes.Add(node.NodeId, node);
        if (parsed.Pin is { } pin) return Inline(node, pin);

        node.Variables = DefinitionHeader.ReadVariables(parsed.Json);
        node.InitialVariables = Initial(node.Variables, node.Id);
        SetInputs(node, node.Shape.Inputs.Select(input => (input.Name, input.Type, input.AutoEvaluate, input.IsWrapped)));
        node.OutputTargets = ReadTargets(node.Json, node.Shape.Outputs);
        var children = ImmutableArray.CreateBuilder<ActivitySlot>(parsed.Children.Count);
        foreach (var (slot, child) in parsed.Children) children.Add(new ActivitySlot(slot, Build(child, node)));
        node.Children = children.MoveToImmutable();
        node.Compiled = node.Activity.Compile(new ActivityCompilation(node, expressions, faults));
        return node;
    }

    private ActivityNode Inline(ActivityNode node, DefinitionContent pin)
    {
        var document = DefinitionHeader.Read(pin.Document);
        var info = new CompositeInfo(
            document.DefinitionId, document.VersionId, document.Version,
            [.. document.Inputs.Select(argument => new CompositeArgument(argument, MemberOf(argument.Name, node.Json)))],
            [.. document.Outputs.Select(argument => new CompositeArgument(argument, MemberOf(argument.Name, node.Json)))],
            document.Outcomes);
        node.Compiled = info;
        node.Variables = document.Variables;
        node.InitialVariables = Initial(document.Variables, node.Id);
        SetInputs(node, info.Inputs.Select(input => (input.Member, input.Argument.Type, true, true)));
        node.OutputTargets = ReadTargets(node.Json, info.Outputs.Select(output => output.Member));

        if (!ActivityChildren.IsActivity(document.Root)) return node;
        var root = new ActivityParser(registry, pin, faults).Parse(document.Root);
        if (NodeIds.Settle(root, faults)) node.Children = [new ActivitySlot("root", Build(root, node))];
        return node;
    }

    private void SetInputs(ActivityNode node, IEnumerable<(string Member, string Type, bool AutoEvaluate, bool IsWrapped)> inputs)
    {
        var ordered = ImmutableArray.CreateBuilder<CompiledInput>();
        foreach (var (member, type, autoEvaluate, isWrapped) in inputs)
        {
            var json = node.Json.Member(member);
            if (json.ValueKind == JsonValueKind.Undefined) continue;
            var expression = isWrapped || json.Member("expression").ValueKind == JsonValueKind.Object
                ? expressions.Compile(json, new ExpressionSite(node.Id, member), faults)
                : expressions.Literal(json);
            if (expression is not null) ordered.Add(new CompiledInput(member, type, expression, autoEvaluate));
        }

        node.OrderedInputs = ordered.DrainToImmutable();
        node.Inputs = node.OrderedInputs.ToFrozenDictionary(input => input.Name, StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> ReadTargets(JsonElement json, IEnumerable<string> outputs)
    {
        Dictionary<string, string>? targets = null;
        foreach (var output in outputs)
        {
            var target = json.Member(output).Member("memoryReference").Text("id");
            if (!string.IsNullOrEmpty(target)) (targets ??= new(StringComparer.Ordinal)).Add(output, target);
        }

        return targets is null ? FrozenDictionary<string, string>.Empty : targets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private ImmutableArray<VariableSlot> Initial(ImmutableArray<VariableDefinition> variables, string? activityId)
    {
        var slots = ImmutableArray.CreateBuilder<VariableSlot>(variables.Length);
        foreach (var variable in variables)
        {
            var value = JsonValues.Null;
            try
            {
                value = converter.Convert(variable.Default, variable.Type).OrNull();
            }
            catch (ExpressionException e)
            {
                faults.Add(new DefinitionFault(
                    FaultSeverity.Error, "variable.default", activityId, $"variables[{variable.Name}].value", variable.Default.Shortened(),
                    $"变量“{variable.Name}”的默认值不能转换为类型 {variable.Type}：{e.Message}"));
            }

            slots.Add(new VariableSlot(variable.Id, variable.Name, variable.Type, value));
        }

        return slots.MoveToImmutable();
    }

    private ActivityShape ShapeOf(Activity activity) =>
        Shapes.GetValue(converter, static _ => new ConcurrentDictionary<Activity, ActivityShape>())
            .GetOrAdd(activity, static (key, with) => ActivityShape.Of(key, with), converter);

    private static bool ReadCanStart(JsonElement json) =>
        json.Member("customProperties").Flag("canStartWorkflow") ?? json.Flag("canStartWorkflow") ?? false;

    // A name that collides with a built-in member is written with an underscore (elsa-definition-format.md §10.6).
    private static string MemberOf(string name, JsonElement json)
    {
        var member = JsonNamingPolicy.CamelCase.ConvertName(name);
        var prefixed = "_" + member;
        return json.Member(prefixed).ValueKind != JsonValueKind.Undefined || BuiltIn.Contains(member) ? prefixed : member;
    }

    private static readonly FrozenSet<string> BuiltIn = FrozenSet.Create(
        StringComparer.Ordinal,
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "canStartWorkflow", "runAsynchronously", "root", "source",
        "variables", "workflowDefinitionId", "workflowDefinitionVersionId", "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId");
}
