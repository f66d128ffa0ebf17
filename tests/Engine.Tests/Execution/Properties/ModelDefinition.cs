using System.Text.Json.Nodes;

namespace GridGov.Workflow.Engine.Tests.Execution.Properties;

/// <summary>Writes a model as a definition.</summary>
internal static class ModelDefinition
{
    public static string Write(Node root)
    {
        var variables = new List<JsonObject>();
        var json = Activity(root, variables);
        return Wf.Definition(json, more: Wf.With([.. variables]));
    }

    /// <summary>Writes a model as version 2 of the same definition.</summary>
    public static string WriteSecond(Node root)
    {
        var variables = new List<JsonObject>();
        var json = Activity(root, variables);
        return Wf.SecondVersion(json, [.. variables]);
    }

    private static JsonObject Activity(Node node, List<JsonObject> variables) => node switch
    {
        Line => Wf.Write(node.Id),
        Wait => Wf.Task(node.Id),
        InOrder sequence => Wf.Sequence(node.Id, [.. sequence.Children.Select(child => Activity(child, variables))]),
        AllAtOnce fork => Wf.Activity(node.Id, "Fork", ("branches", new JsonArray([.. fork.Branches.Select(child => Activity(child, variables))]))),
        Times times => Wf.Activity(node.Id, "For", ("start", Wf.Literal(1)), ("end", Wf.Literal(times.Count)), ("body", Activity(times.Body, variables))),
        Choice choice => Wf.Activity(
            node.Id, "If", ("condition", Wf.Literal(choice.Value)), ("then", Activity(choice.Then, variables)), ("else", Activity(choice.Else, variables))),
        Chart chart => Flowchart(chart, variables),
        _ => throw new NotSupportedException(node.ToString()),
    };

    private static JsonObject Flowchart(Chart chart, List<JsonObject> variables)
    {
        var drawing = new Drawing(variables);
        drawing.Draw(chart.Chain, []);
        return Wf.Flowchart(chart.Id, drawing.Activities, [.. drawing.Connections]);
    }

    private sealed class Drawing(List<JsonObject> variables)
    {
        public List<JsonObject> Activities { get; } = [];
        public List<string> Connections { get; } = [];

        /// <summary>Draws a chain behind the given ends and returns its own ends.</summary>
        public List<string> Draw(Chain chain, List<string> ends)
        {
            foreach (var step in chain.Steps) ends = Draw(step, ends);
            return ends;
        }

        private List<string> Draw(Step step, List<string> ends)
        {
            switch (step)
            {
                case Run run:
                    return Add(Activity(run.Node, variables), ends);
                case Split split:
                    Add(Opening(split), ends);
                    var ports = split.Taken is null ? ["A", "B"] : (string[])["True", "False"];
                    var arms = split.Branches.SelectMany((branch, i) => Draw(branch, [$"{split.Id}.{ports[i]}"])).ToList();
                    return Add(split.HasJoin ? Wf.Activity(split.Id + "m", "FlowJoin", ("mode", Wf.Literal("WaitAll"))) : Wf.Write(split.Id + "m"), arms);
                case Loop loop:
                    variables.Add(Wf.Variable(loop.Id, loop.Id, "Int32", "0"));
                    var body = Draw(loop.Body, Add(Wf.Write(loop.Id + "h"), ends));
                    // Counts its rounds and starts over when it is left, since the loop may be entered again.
                    var again = Wf.Js($"var n = getVariable('{loop.Id}') + 1; setVariable('{loop.Id}', n < {loop.Count} ? n : 0); n < {loop.Count}");
                    Add(Wf.Activity(loop.Id, "FlowDecision", ("condition", again)), body);
                    Connections.Add($"{loop.Id}.True -> {loop.Id}h");
                    return [$"{loop.Id}.False"];
                default:
                    throw new NotSupportedException(step.ToString());
            }
        }

        private static JsonObject Opening(Split split) => split.Taken is { } taken
            ? Wf.Activity(split.Id, "FlowDecision", ("condition", Wf.Literal(taken == 0)))
            : Wf.Activity(split.Id, "FlowFork", ("branches", Wf.Expression("Object", """["A","B"]""")));

        private List<string> Add(JsonObject activity, List<string> ends)
        {
            var id = activity["id"]!.GetValue<string>();
            Activities.Add(activity);
            foreach (var end in ends) Connections.Add($"{end} -> {id}");
            return [id];
        }
    }
}
