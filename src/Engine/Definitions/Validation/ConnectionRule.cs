namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>Connections join existing activities, and leave by an outcome that the source can report.</summary>
internal sealed class ConnectionRule : IDefinitionRule
{
    public IEnumerable<DefinitionFault> Check(DefinitionRuleContext context)
    {
        foreach (var flowchart in FlowchartVisit.In(context.Document))
        {
            var children = flowchart.Children.DistinctBy(child => child.Id).ToDictionary(child => child.Id, StringComparer.Ordinal);
            foreach (var connection in flowchart.Connections)
            {
                var place = $"connections[{connection.Index}]";
                if (!children.ContainsKey(connection.Target))
                {
                    yield return Missing(flowchart, $"{place}.target.activity", "终点", connection.Target);
                }

                if (!children.TryGetValue(connection.Source, out var source))
                {
                    yield return Missing(flowchart, $"{place}.source.activity", "起点", connection.Source);
                }
                else if (context.PossibleOutcomes(source) is { } outcomes && !outcomes.Contains(connection.Port))
                {
                    yield return DefinitionFaults.Error(
                        "connection.unknown-port", flowchart.Activity.Id, $"{place}.source.port", connection.Port,
                        source.Id, connection.Port, DefinitionFaults.List(outcomes));
                }
            }
        }
    }

    private static DefinitionFault Missing(FlowchartVisit flowchart, string field, string end, string id) =>
        DefinitionFaults.Warning("connection.unknown-activity", flowchart.Activity.Id, field, id, end, id);
}
