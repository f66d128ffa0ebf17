using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Activities.Flow.Charts;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Execution.Migration;

/// <summary>
/// How an instance moves to another version: for each live execution its activity in the target, and everything that hinders.
/// Made from the state alone and applied to a copy of it; a plan with faults is never applied.
/// </summary>
internal sealed class MigrationPlan
{
    private readonly WorkflowGraph _source;
    private readonly WorkflowGraph _target;
    private readonly InstanceState _state;
    private readonly NodeMapping _mapping;
    private readonly IReadOnlyDictionary<string, string>? _given;
    private readonly List<RefusalDetail> _faults = [];
    private readonly Dictionary<string, ActivityNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FlowchartState> _charts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<VariableSlot>> _variables = new(StringComparer.Ordinal);
    private readonly List<(string ExecutionId, VariableSlot Slot)> _converted = [];
    private readonly HashSet<string> _movedTasks = new(StringComparer.Ordinal);

    private MigrationPlan(WorkflowGraph source, WorkflowGraph target, InstanceState state, IReadOnlyDictionary<string, string>? given)
    {
        (_source, _target, _state, _given) = (source, target, state, given);
        _mapping = new NodeMapping(source, target, given);
    }

    /// <summary>All that is wrong, in the order of the executions.</summary>
    public IReadOnlyList<RefusalDetail> Faults => _faults;

    /// <summary>Variables whose value took another type.</summary>
    public IReadOnlyList<(string ExecutionId, VariableSlot Slot)> Converted => _converted;

    /// <summary>Tasks whose activity has another id now.</summary>
    public IReadOnlySet<string> MovedTasks => _movedTasks;

    public static MigrationPlan Make(
        WorkflowGraph source, WorkflowGraph target, InstanceState state, IReadOnlyDictionary<string, string>? given, IValueConverter converter)
    {
        var plan = new MigrationPlan(source, target, state, given);
        plan._faults.AddRange(plan._mapping.FindFaults());
        foreach (var context in state.Contexts) plan.Place(context);
        foreach (var context in state.Contexts.Where(context => plan._nodes.ContainsKey(context.Id))) plan.PlaceVariables(context, converter);
        foreach (var context in state.Contexts) plan.PlaceFlow(context);
        plan._faults.AddRange(Reruns.Find(source, target, state, plan._nodes, plan._mapping));
        plan.CheckOutcomes();
        return plan;
    }

    /// <summary>Puts a copy of the state into the target's terms.</summary>
    public void Apply(InstanceState state)
    {
        state.ActivityOutputs = MoveOutputs(state.ActivityOutputs);
        if (state.TriggerActivityId is { } trigger && _source.Nodes.Values.FirstOrDefault(node => string.Equals(node.Id, trigger, StringComparison.Ordinal)) is { } start)
            state.TriggerActivityId = _mapping.IdOf(start);
        foreach (var context in state.Contexts)
        {
            context.NodeId = _nodes[context.Id].NodeId;
            context.Variables = _variables[context.Id];
            if (_charts.TryGetValue(context.Id, out var chart)) context.Flowchart = chart;
        }

        for (var i = 0; i < state.Bookmarks.Count; i++)
        {
            state.Bookmarks[i] = state.Bookmarks[i] with { NodeId = _nodes[state.Bookmarks[i].ExecutionId].NodeId };
        }

        for (var i = 0; i < state.Tasks.Count; i++)
        {
            var task = state.Tasks[i];
            var nodeId = _nodes[task.ExecutionId].NodeId;
            if (string.Equals(task.NodeId, nodeId, StringComparison.Ordinal)) continue;
            state.Tasks[i] = task with { NodeId = nodeId };
            _movedTasks.Add(task.Id);
        }

        for (var i = 0; i < state.Incidents.Count; i++)
        {
            if (_nodes.TryGetValue(state.Incidents[i].ExecutionId, out var node)) state.Incidents[i] = state.Incidents[i] with { ActivityId = node.Id, NodeId = node.NodeId };
        }

        state.DefinitionVersionId = _target.DefinitionVersionId;
        state.DefinitionVersion = _target.Version;
        state.ContentHash = _target.ContentHash;
    }

    /// <summary>From where to where, and which executions stand at an activity of another node id now.</summary>
    public System.Text.Json.JsonElement Describe() => JsonValues.Object(json =>
    {
        json.WriteString("fromVersionId", _source.DefinitionVersionId);
        json.WriteNumber("fromVersion", _source.Version);
        json.WriteString("toVersionId", _target.DefinitionVersionId);
        json.WriteNumber("toVersion", _target.Version);
        json.WriteStartObject("moved");
        foreach (var context in _state.Contexts)
        {
            var to = _nodes[context.Id].NodeId;
            if (!string.Equals(context.NodeId, to, StringComparison.Ordinal)) json.WriteString(context.Id, to);
        }

        json.WriteEndObject();
    });

    // A container comes before what it contains, so that its place is known.
    private void Place(ActivityContext context)
    {
        if (!_source.Nodes.TryGetValue(context.NodeId, out var old))
        {
            _faults.Add(MigrationTexts.SourceLost(context.NodeId));
            return;
        }

        if (context.ParentId is null)
        {
            _nodes.Add(context.Id, _target.Root);
            return;
        }

        if (!_nodes.TryGetValue(context.ParentId, out var container)) return;
        var wanted = _mapping.IdOf(old);
        var found = container.Children.Select(child => child.Node).FirstOrDefault(child => string.Equals(child.Id, wanted, StringComparison.Ordinal));
        if (found is null && (found = _mapping.Find(old)) is null)
        {
            _faults.Add(MigrationTexts.Missing(old, wanted, _target));
            return;
        }

        // What is in the wrong place is taken up all the same, so that its children are checked too.
        _nodes.Add(context.Id, found);
        if (found.Parent != container) _faults.Add(MigrationTexts.Position(old, found, container));
        else if (SlotOf(old) is var before && SlotOf(found) is var after && !string.Equals(before, after, StringComparison.Ordinal)) _faults.Add(MigrationTexts.Slot(old, before, after));
        if (!string.Equals(old.Type, found.Type, StringComparison.Ordinal)) _faults.Add(MigrationTexts.Type(old, found));
    }

    private void PlaceFlow(ActivityContext context)
    {
        if (context.Flowchart is not { } flow || !_nodes.TryGetValue(context.Id, out var node)) return;
        if (_source.Nodes[context.NodeId].Compiled is not FlowchartPlan from || node.Compiled is not FlowchartPlan to) return;
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var activity in from.Activities)
        {
            if (!taken.TryAdd(_mapping.IdOf(activity), activity.Id)) _faults.Add(MigrationTexts.Merged(taken[_mapping.IdOf(activity)], activity.Id, _mapping.IdOf(activity)));
        }

        var live = _state.Contexts.Where(child => string.Equals(child.ParentId, context.Id, StringComparison.Ordinal) && _nodes.ContainsKey(child.Id))
            .Select(child => _nodes[child.Id]).Where(child => child.Parent == node).ToHashSet();
        _charts.Add(context.Id, FlowMarks.Move(
            from, to, flow, _state.FlowchartMode, id => from.ById.TryGetValue(id, out var activity) ? _mapping.IdOf(activity) : id, live, _faults));
    }

    // By id; a variable that was given a new id keeps its value by its name. What the target does not declare stays as it is.
    private void PlaceVariables(ActivityContext context, IValueConverter converter)
    {
        var (old, node) = (_source.Nodes[context.NodeId], _nodes[context.Id]);
        var slots = new List<VariableSlot>(context.Variables);
        foreach (var declared in Declared(node))
        {
            var index = slots.FindIndex(slot => string.Equals(slot.Id, declared.Id, StringComparison.Ordinal));
            if (index < 0)
            {
                var gone = Declared(old).Where(slot => !Declared(node).Any(kept => string.Equals(kept.Id, slot.Id, StringComparison.Ordinal))).Select(slot => slot.Id).ToList();
                index = slots.FindIndex(slot => gone.Contains(slot.Id) && string.Equals(slot.Name, declared.Name, StringComparison.Ordinal));
            }

            if (index < 0) continue;
            var before = slots[index];
            slots[index] = declared with { Value = before.Value };
            if (string.Equals(before.Type, declared.Type, StringComparison.Ordinal)) continue;
            try
            {
                slots[index] = declared with { Value = converter.Convert(before.Value, declared.Type).OrNull() };
                if (!string.Equals(JsonValues.TextOf(slots[index].Value), JsonValues.TextOf(before.Value), StringComparison.Ordinal)) _converted.Add((context.Id, slots[index]));
            }
            catch (ExpressionException)
            {
                _faults.Add(MigrationTexts.Variable(node, before.Name, before.Type, declared.Type, JsonMembers.Shorten(before.Value.OrNull().GetRawText())));
            }
        }

        _variables.Add(context.Id, slots);
    }

    private void CheckOutcomes()
    {
        foreach (var task in _state.Tasks.Where(task => task.Outcomes.Count > 0))
        {
            if (!_nodes.TryGetValue(task.ExecutionId, out var node) || !_source.Nodes.TryGetValue(task.NodeId, out var old)) continue;
            if (node.Activity.PossibleOutcomes(node) is not { } possible || old.Activity.PossibleOutcomes(old) is not { } before) continue;
            var lost = task.Outcomes.Where(outcome => before.Contains(outcome) && !possible.Contains(outcome)).ToList();
            if (lost.Count > 0) _faults.Add(MigrationTexts.Outcomes(old, node, lost));
        }
    }

    // Scripts of the target read outputs by its ids. Those of steps that it lacks stay, for a way back.
    private Dictionary<string, Dictionary<string, System.Text.Json.JsonElement>> MoveOutputs(
        Dictionary<string, Dictionary<string, System.Text.Json.JsonElement>> outputs)
    {
        var moved = new Dictionary<string, Dictionary<string, System.Text.Json.JsonElement>>(StringComparer.Ordinal);
        foreach (var (nodeId, values) in outputs)
        {
            var to = _source.Nodes.TryGetValue(nodeId, out var old) && _mapping.Find(old) is { } found ? found.NodeId : nodeId;
            moved[to] = values;
        }

        return moved;
    }

    private static IEnumerable<VariableSlot> Declared(ActivityNode node) => node.Compiled is CompositeInfo info
        ? node.InitialVariables.Concat(info.Outputs.Concat(info.Inputs).Select(argument => new VariableSlot(argument.Argument.Name, argument.Argument.Name, argument.Argument.Type, JsonValues.Null)))
        : node.InitialVariables;

    private static string SlotOf(ActivityNode node) => node.Parent!.Children.First(child => child.Node == node).Slot;
}
