using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Execution.Migration;

/// <summary>Which activity of the target an activity of the source is: the one of the same id, unless the operator names another.</summary>
/// <param name="given">Old activity id, or node id where workflows used as activities repeat an id, → new activity id.</param>
internal sealed class NodeMapping(WorkflowGraph source, WorkflowGraph target, IReadOnlyDictionary<string, string>? given)
{
    private readonly Dictionary<ActivityNode, string> _keys = [];
    private Dictionary<string, ActivityNode>? _targets;

    /// <summary>Id of the activity in the target.</summary>
    public string IdOf(ActivityNode old)
    {
        if (given is null) return old.Id;
        if (!given.TryGetValue(old.NodeId, out var name) && !given.TryGetValue(old.Id, out name)) return old.Id;
        return name[(name.LastIndexOf(':') + 1)..];
    }

    /// <summary>The same activity anywhere in the target, or null. Ids repeat between inlined workflows, never inside of one.</summary>
    public ActivityNode? Find(ActivityNode old)
    {
        if (_targets is null)
        {
            _targets = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
            foreach (var node in target.Nodes.Values) _targets[Key(node, static node => node.Id)] = node;
        }

        return _targets.GetValueOrDefault(Key(old, IdOf));
    }

    /// <summary>Entries that name nothing: a slip of the pen that would otherwise go unseen.</summary>
    public IEnumerable<RefusalDetail> FindFaults()
    {
        foreach (var (old, name) in given ?? new Dictionary<string, string>())
        {
            if (!Has(source, old)) yield return MigrationTexts.UnknownOld(old, source);
            if (!Has(target, name)) yield return MigrationTexts.UnknownNew(name, target);
        }
    }

    private static bool Has(WorkflowGraph graph, string name) =>
        graph.Nodes.ContainsKey(name) || graph.Nodes.Values.Any(node => string.Equals(node.Id, name, StringComparison.Ordinal));

    private string Key(ActivityNode node, Func<ActivityNode, string> id)
    {
        if (_keys.TryGetValue(node, out var known)) return known;
        var scope = node.Parent;
        while (scope is not null && scope.Activity is not IComposite) scope = scope.Parent;
        var key = scope is null ? id(node) : $"{Key(scope, id)}:{id(node)}";
        _keys.Add(node, key);
        return key;
    }
}
