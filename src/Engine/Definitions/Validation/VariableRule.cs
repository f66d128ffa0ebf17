using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>Variables have known types; SetVariable and output bindings name a variable in scope (or a workflow output).</summary>
internal sealed class VariableRule : IDefinitionRule
{
    public IEnumerable<DefinitionFault> Check(DefinitionRuleContext context)
    {
        var document = context.Document;
        var outputs = document.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var fault in UnknownTypes(document.Json, null)) yield return fault;

        foreach (var activity in document.Activities)
        {
            foreach (var fault in UnknownTypes(activity.Json, activity.Id)) yield return fault;

            var scope = Scope(document, activity);
            if (activity.Type == "Elsa.SetVariable")
            {
                var id = activity.Json.Member("variable").Text("id");
                if (string.IsNullOrEmpty(id))
                {
                    yield return DefinitionFaults.Warning("variable.not-chosen", activity.Id, "variable", null);
                }
                else if (!scope.Contains(id))
                {
                    yield return DefinitionFaults.Warning("variable.unknown-id", activity.Id, "variable.id", id, id, DefinitionFaults.List(scope));
                }
            }

            foreach (var (member, target) in Bindings(activity.Json))
            {
                if (scope.Contains(target) || outputs.Contains(target)) continue;
                yield return DefinitionFaults.Warning(
                    "output.unknown-target", activity.Id, $"{member}.memoryReference.id", target, target, DefinitionFaults.List(scope.Concat(outputs)));
            }
        }
    }

    private static IEnumerable<DefinitionFault> UnknownTypes(JsonElement owner, string? activityId)
    {
        var index = -1;
        foreach (var variable in owner.Items("variables"))
        {
            index++;
            if (variable.Text("typeName") is not { } alias || TypeAliases.IsKnown(alias)) continue;
            yield return DefinitionFaults.Warning(
                "variable.unknown-type", activityId, $"variables[{index}].typeName", alias, variable.Text("name") ?? variable.Text("id"), alias);
        }
    }

    private static HashSet<string> Scope(WorkflowDocument document, ActivityVisit activity)
    {
        var ids = document.Variables.Select(variable => variable.Id).ToHashSet(StringComparer.Ordinal);
        for (var container = activity; container is not null; container = container.Parent)
        {
            ids.UnionWith(DefinitionMembers.Variables(container.Json).Select(variable => variable.Id));
        }

        return ids;
    }

    /// <summary>An output is an object with a memory reference and without expression (elsa-definition-format.md §5.2).</summary>
    private static IEnumerable<(string Member, string Target)> Bindings(JsonElement activity)
    {
        foreach (var member in activity.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Object || member.Value.TryGetProperty("expression", out _)) continue;
            if (member.Value.Member("memoryReference").Text("id") is { Length: > 0 } target) yield return (member.Name, target);
        }
    }
}
