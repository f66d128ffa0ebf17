namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>Every activity of a flowchart can be reached from its start or from a trigger that starts instances.</summary>
internal sealed class ReachabilityRule : IDefinitionRule
{
    public IEnumerable<DefinitionFault> Check(DefinitionRuleContext context)
    {
        foreach (var flowchart in FlowchartVisit.In(context.Document))
        {
            if (flowchart.Start is not { } start) continue;
            var targets = flowchart.Connections.ToLookup(connection => connection.Source, connection => connection.Target, StringComparer.Ordinal);
            var roots = flowchart.Children.Where(child => StartTriggers.CanStartWorkflow(child.Json)).Select(child => child.Id).Append(start.Id);
            var reached = new HashSet<string>(roots, StringComparer.Ordinal);
            var pending = new Stack<string>(reached);
            while (pending.TryPop(out var id))
            {
                foreach (var target in targets[id])
                {
                    if (reached.Add(target)) pending.Push(target);
                }
            }

            foreach (var child in flowchart.Children.Where(child => !reached.Contains(child.Id)))
            {
                yield return DefinitionFaults.Warning("activity.unreachable", child.Id, "connections", child.Id, start.Id);
            }
        }
    }
}
