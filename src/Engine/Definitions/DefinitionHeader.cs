using System.Collections.Immutable;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>The members of a definition document that execution needs, read leniently (elsa-definition-format.md §2).</summary>
internal sealed record DefinitionHeader(
    string VersionId, string DefinitionId, int Version, string? Name, JsonElement Root,
    ImmutableArray<VariableDefinition> Variables, ImmutableArray<ArgumentDefinition> Inputs,
    ImmutableArray<ArgumentDefinition> Outputs, ImmutableArray<string> Outcomes,
    IncidentStrategy IncidentStrategy, bool IsLifecycle)
{
    public static DefinitionHeader Read(JsonElement json)
    {
        var definitionId = json.Text("definitionId") ?? "";
        var version = Math.Max(1, json.Integer("version") ?? 1);
        var isLifecycle = ReadLifecycleTag(json.Member("customProperties"));
        return new DefinitionHeader(
            json.Text("id") ?? $"{definitionId}-v{version}", definitionId, version, json.Text("name")?.Trim(), json.Member("root"),
            ReadVariables(json), ReadArguments(json, "inputs"), ReadArguments(json, "outputs"),
            [.. json.Items("outcomes").Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
            ReadStrategy(json.Member("options").Text("incidentStrategyType"), isLifecycle), isLifecycle);
    }

    /// <summary>Variables of a definition or of a container; entries without id take their name as id, and the other way round.</summary>
    public static ImmutableArray<VariableDefinition> ReadVariables(JsonElement owner)
    {
        var variables = ImmutableArray.CreateBuilder<VariableDefinition>();
        foreach (var item in owner.Items("variables"))
        {
            var name = item.Text("name") ?? item.Text("id");
            if (name is null) continue;
            variables.Add(new VariableDefinition(item.Text("id") ?? name, name, ReadType(item, "typeName"), item.Member("value")));
        }

        return variables.DrainToImmutable();
    }

    private static ImmutableArray<ArgumentDefinition> ReadArguments(JsonElement json, string member) =>
    [
        .. json.Items(member)
            .Where(item => item.Text("name") is not null)
            .Select(item => new ArgumentDefinition(item.Text("name")!, ReadType(item, "type"), item.Text("displayName"), item.Text("description"))),
    ];

    private static string ReadType(JsonElement item, string member)
    {
        var type = item.Text(member) ?? item.Text("typeName") ?? item.Text("type") ?? "Object";
        var isArray = (item.Flag("isArray") ?? false) || (item.Flag("isCollection") ?? false);
        return isArray && !type.EndsWith("[]", StringComparison.Ordinal) ? type + "[]" : type;
    }

    // An instance with a case is never ended by a fault (design.md §4), so a lifecycle goes on unless it says otherwise.
    private static IncidentStrategy ReadStrategy(string? type, bool isLifecycle)
    {
        if (type is null) return isLifecycle ? IncidentStrategy.ContinueWithIncidents : IncidentStrategy.Fault;
        return type.Contains("ContinueWithIncidents", StringComparison.OrdinalIgnoreCase)
            ? IncidentStrategy.ContinueWithIncidents
            : IncidentStrategy.Fault;
    }

    private static bool ReadLifecycleTag(JsonElement customProperties)
    {
        var tag = customProperties.Member("gridgov").Member("lifecycle");
        if (tag.ValueKind == JsonValueKind.Undefined) tag = customProperties.Member("gridgov.lifecycle");
        return tag.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.False => false,
            JsonValueKind.String => !string.Equals(tag.GetString(), "false", StringComparison.OrdinalIgnoreCase) && tag.GetString() is not "",
            _ => true,
        };
    }
}
