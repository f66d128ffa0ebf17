using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Host.Console.Texts;

namespace GridGov.Workflow.Host.Console.Cases;

/// <summary>A step of the process in its place.</summary>
/// <param name="Lines">Its name, broken to fit.</param>
public sealed record FlowStep(string NodeId, string Name, IReadOnlyList<string> Lines, double X, double Y, double Width, double Height, bool IsLive);

/// <summary>
/// The process as its author placed it in the designer, with the steps that run now. Drawn from the version that the instance runs,
/// so that an old case shows its own process.
/// </summary>
/// <param name="Paths">SVG path data of the connections.</param>
/// <param name="Width">Of the view box, in its units.</param>
/// <param name="Live">Names of the steps that run, those inside of sub-processes included: the picture in words.</param>
public sealed record FlowDrawing(string Name, IReadOnlyList<FlowStep> Steps, IReadOnlyList<string> Paths, string ViewBox, double Width, IReadOnlyList<string> Live)
{
    private const int Margin = 20;
    private const int CharactersInALine = 11;

    /// <summary>The designer leaves room for its handles; a picture needs less between the steps.</summary>
    private const double Closer = .74;
    private const double DefaultWidth = 200;
    private const double DefaultHeight = 54;

    internal static FlowDrawing Of(WorkflowGraph graph, IEnumerable<string> liveNodeIds, Names names)
    {
        string[] live = [.. liveNodeIds];
        if (graph.Root.Children is not [{ Node.Children.Length: > 0 } first, ..]) return new FlowDrawing(graph.Name ?? "", [], [], "0 0 1 1", 1, []);
        var root = first.Node;
        List<FlowStep> steps = [.. root.Children.Select(child => Step(child.Node, live, names))];
        var byId = root.Children.Select((child, index) => (child.Node.Id, index)).ToDictionary(pair => pair.Id, pair => steps[pair.index], StringComparer.Ordinal);
        return new FlowDrawing(
            graph.Name ?? "", steps, [.. Connections(root.Json, byId)], ViewBoxOf(steps), steps.Max(step => step.X + step.Width) - steps.Min(step => step.X) + (2 * Margin),
            [.. live.Where(id => IsLeaf(id, live) && graph.Nodes.ContainsKey(id)).Select(id => PathOf(graph.Node(id), root, names)).Distinct(StringComparer.Ordinal)]);
    }

    private static FlowStep Step(ActivityNode node, string[] live, Names names)
    {
        var designer = Member(Member(node.Json, "metadata"), "designer");
        var (position, size) = (Member(designer, "position"), Member(designer, "size"));
        var name = NameOf(node, names);
        return new FlowStep(
            node.NodeId, name, [.. Broken(name)], (Number(position, "x") ?? 0) * Closer, (Number(position, "y") ?? 0) * Closer,
            Math.Max(DefaultWidth, Number(size, "width") ?? 0), Math.Max(DefaultHeight, Number(size, "height") ?? 0),
            live.Any(id => id == node.NodeId || id.StartsWith(node.NodeId + ":", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Connections(JsonElement flowchart, Dictionary<string, FlowStep> steps)
    {
        if (Member(flowchart, "connections") is not { ValueKind: JsonValueKind.Array } connections) yield break;
        foreach (var connection in connections.EnumerateArray())
        {
            if (Id(connection, "source") is { } from && Id(connection, "target") is { } to
                && steps.TryGetValue(from, out var source) && steps.TryGetValue(to, out var target)) yield return Path(source, target);
        }
    }

    // From the right side to the left side; what leads back swings out below.
    private static string Path(FlowStep from, FlowStep to)
    {
        var (x1, y1, x2, y2) = (from.X + from.Width, from.Y + (from.Height / 2), to.X, to.Y + (to.Height / 2));
        var swing = x2 >= x1 ? Math.Max(20, (x2 - x1) / 2) : 70;
        return string.Create(CultureInfo.InvariantCulture, $"M{x1:0} {y1:0} C{x1 + swing:0} {y1:0} {x2 - swing:0} {y2:0} {x2:0} {y2:0}");
    }

    private static string ViewBoxOf(List<FlowStep> steps)
    {
        if (steps.Count == 0) return "0 0 1 1";
        var (left, top) = (steps.Min(step => step.X) - Margin, steps.Min(step => step.Y) - Margin);
        var (right, bottom) = (steps.Max(step => step.X + step.Width) + Margin, steps.Max(step => step.Y + step.Height) + Margin);
        return string.Create(CultureInfo.InvariantCulture, $"{left:0} {top:0} {right - left:0} {bottom - top:0}");
    }

    private static bool IsLeaf(string nodeId, string[] live) => !live.Any(other => other.StartsWith(nodeId + ":", StringComparison.Ordinal));

    private static string PathOf(ActivityNode node, ActivityNode root, Names names)
    {
        var parts = new List<string>();
        for (var at = node; at is not null && at != root; at = at.Parent)
        {
            if (at.Type is not ("Elsa.Flowchart" or "Elsa.Sequence" or "Elsa.Workflow")) parts.Insert(0, NameOf(at, names));
        }

        return string.Join(" › ", parts);
    }

    private static string NameOf(ActivityNode node, Names names) =>
        Member(Member(node.Json, "metadata"), "displayText") is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } own
            ? own : names.Of("ActivityName", node.Name ?? node.Type);

    private static IEnumerable<string> Broken(string name)
    {
        var cut = name.IndexOf('：', StringComparison.Ordinal);
        if (name.Length <= CharactersInALine) return [name];
        return cut > 0 && name.Length - cut - 1 <= CharactersInALine + 2
            ? [name[..(cut + 1)], name[(cut + 1)..]]
            : [name[..CharactersInALine], name.Length <= CharactersInALine * 2 ? name[CharactersInALine..] : name[CharactersInALine..((CharactersInALine * 2) - 1)] + "…"];
    }

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) ? value : null;

    private static string? Id(JsonElement connection, string end) => Member(Member(connection, end), "activity")?.GetString();

    private static double? Number(JsonElement? json, string name) => Member(json, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
