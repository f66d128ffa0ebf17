using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>Reads the declared variables, inputs and outputs (elsa-definition-format.md §2.2, §6.1).</summary>
internal static class DefinitionMembers
{
    /// <summary>Variables of a definition or of a container activity; entries without id or name are left out.</summary>
    public static IEnumerable<VariableDefinition> Variables(JsonElement owner)
    {
        foreach (var item in owner.Items("variables"))
        {
            var name = item.Text("name") ?? item.Text("id");
            var id = item.Text("id") ?? name;
            if (id is null || name is null) continue;
            yield return new VariableDefinition(id, name, FullAlias(item, "typeName"), item.Member("value"));
        }
    }

    public static IEnumerable<ArgumentDefinition> Arguments(JsonElement document, string member)
    {
        foreach (var item in document.Items(member))
        {
            if (item.Text("name") is not { } name) continue;
            yield return new ArgumentDefinition(name, FullAlias(item, "type"), item.Text("displayName"), item.Text("description"));
        }
    }

    public static string FullAlias(JsonElement item, string member)
    {
        var alias = item.Text(member) ?? "Object";
        var isArray = (item.Flag("isArray") ?? false) || (item.Flag("isCollection") ?? false);
        return isArray && !alias.EndsWith("[]", StringComparison.Ordinal) ? alias + "[]" : alias;
    }
}
