using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities.Branching;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Activities.Flow.Charts;

/// <summary>A flowchart compiled: children by id, connections that hold, and the graph from each start that was used.</summary>
internal sealed class FlowchartPlan
{
    private readonly ConcurrentDictionary<string, FlowGraph> _graphs = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<string, MergeMode> _mergeModes;

    private FlowchartPlan(ImmutableArray<ActivityNode> activities, ImmutableArray<FlowConnection> connections)
    {
        Activities = activities;
        Connections = connections;
        ById = activities.ToFrozenDictionary(activity => activity.Id, StringComparer.Ordinal);
        Start = FindStart(activities, connections);
        _mergeModes = activities
            .Select(activity => (activity.Id, Mode: activity.Json.Member("customProperties").Text("mergeMode")))
            .Where(pair => Enum.TryParse<MergeMode>(pair.Mode, ignoreCase: true, out _))
            .ToFrozenDictionary(pair => pair.Id, pair => Enum.Parse<MergeMode>(pair.Mode!, ignoreCase: true), StringComparer.Ordinal);
    }

    public ImmutableArray<ActivityNode> Activities { get; }
    public ImmutableArray<FlowConnection> Connections { get; }
    public FrozenDictionary<string, ActivityNode> ById { get; }

    /// <summary>The start activity where no trigger chooses another; null for an empty flowchart.</summary>
    public ActivityNode? Start { get; }

    /// <summary>The graph as walked from a start; an id that is gone (after a migration) counts as the ordinary start.</summary>
    public FlowGraph From(string startId) => _graphs.GetOrAdd(
        ById.ContainsKey(startId) || Start is null ? startId : Start.Id,
        static (id, plan) => new FlowGraph(plan.Activities, plan.Connections, id), this);

    public MergeMode MergeModeOf(ActivityNode node) => _mergeModes.GetValueOrDefault(node.Id);

    public static FlowchartPlan Compile(ActivityCompilation compilation)
    {
        var node = compilation.Node;
        var activities = node.Children.Select(child => child.Node).ToImmutableArray();
        var byId = activities.ToDictionary(activity => activity.Id, StringComparer.Ordinal);
        var connections = ImmutableArray.CreateBuilder<FlowConnection>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var item in node.Json.Items("connections"))
        {
            index++;
            var (source, port) = Endpoint(item, "source", "sourcePort");
            var (target, _) = Endpoint(item, "target", "targetPort");
            if (source is null || !byId.TryGetValue(source, out var from))
            {
                Warn(compilation, "connection.unknown-activity", $"connections[{index}].source.activity", source, $"连线的起点“{source}”不在此流程图中，连线已忽略。");
            }
            else if (target is null || !byId.TryGetValue(target, out var to))
            {
                Warn(compilation, "connection.unknown-activity", $"connections[{index}].target.activity", target, $"连线的终点“{target}”不在此流程图中，连线已忽略。");
            }
            else
            {
                var connection = new FlowConnection(from, port ?? "Done", to);
                if (!keys.Add(connection.Key))
                {
                    Warn(compilation, "connection.duplicate", $"connections[{index}]", connection.Key, "两条连线的起点、出口和终点相同，只保留一条。");
                    continue;
                }

                CheckPort(compilation, index, connection);
                connections.Add(connection);
            }
        }

        return new FlowchartPlan(activities, connections.DrainToImmutable());
    }

    private static void CheckPort(ActivityCompilation compilation, int index, FlowConnection connection)
    {
        var possible = connection.Source.Activity.PossibleOutcomes(connection.Source);
        if (possible is null || possible.Contains(connection.Port)) return;
        Warn(
            compilation, "connection.unknown-port", $"connections[{index}].source.port", connection.Port,
            $"活动“{connection.Source.Id}”没有出口“{connection.Port}”，此连线永远不会走到；现有出口：{string.Join("、", possible)}。");
    }

    private static void Warn(ActivityCompilation compilation, string code, string field, string? value, string message) => compilation.Faults.Add(
        new DefinitionFault(FaultSeverity.Warning, code, compilation.Node.Id, field, value is null ? null : JsonMembers.Shorten(value), message));

    // { source: { activity, port } }, or the flat old shape { source, sourcePort }.
    private static (string? Activity, string? Port) Endpoint(JsonElement connection, string member, string flatPort)
    {
        var end = connection.Member(member);
        return end.ValueKind == JsonValueKind.Object
            ? (end.Text("activity"), end.Text("port"))
            : (connection.Text(member), connection.Text(flatPort));
    }

    private static ActivityNode? FindStart(ImmutableArray<ActivityNode> activities, ImmutableArray<FlowConnection> connections) =>
        activities.FirstOrDefault(activity => string.Equals(activity.Type, "Elsa.Start", StringComparison.Ordinal))
        ?? activities.FirstOrDefault(activity => activity.CanStartWorkflow)
        ?? activities.FirstOrDefault(activity => !connections.Any(connection => connection.Target == activity))
        ?? activities.FirstOrDefault();
}
