using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>There is a root; activity ids are unique and can be part of a node id; types are known.</summary>
internal sealed class ActivityRule : IDefinitionRule
{
    public IEnumerable<DefinitionFault> Check(DefinitionRuleContext context)
    {
        var activities = context.Document.Activities.ToList();
        if (activities.Count == 0) yield return DefinitionFaults.Error("definition.no-root", null, "root", null);

        foreach (var same in activities.GroupBy(activity => activity.Id, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
        {
            var places = string.Join('、', same.Select(activity => activity.Path).Take(10));
            yield return DefinitionFaults.Error("activity.duplicate-id", same.Key, "id", same.Key, same.Key, places);
        }

        foreach (var activity in activities)
        {
            if (activity.Id.Contains(':', StringComparison.Ordinal))
            {
                yield return DefinitionFaults.Error("activity.id-colon", activity.Id, "id", activity.Id, activity.Id);
            }

            if (context.Pin(activity) is null && !context.Registry.TryGet(activity.Type, out _))
            {
                yield return DefinitionFaults.Warning(
                    "activity.unknown-type", activity.Id, "type", activity.Type, activity.Type, activity.Version);
            }
        }
    }
}
