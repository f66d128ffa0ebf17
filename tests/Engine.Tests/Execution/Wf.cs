using System.Text.Json.Nodes;

namespace GridGov.Workflow.Engine.Tests.Execution;

/// <summary>Writes small definitions.</summary>
internal static class Wf
{
    public static string Definition(JsonObject root, string id = "def", Action<JsonObject>? more = null)
    {
        var definition = new JsonObject
        {
            ["id"] = id + "-v1",
            ["definitionId"] = id,
            ["name"] = id,
            ["version"] = 1,
            ["variables"] = new JsonArray(),
            ["inputs"] = new JsonArray(),
            ["outputs"] = new JsonArray(),
            ["options"] = new JsonObject(),
            ["root"] = root,
        };
        more?.Invoke(definition);
        return definition.ToJsonString();
    }

    /// <summary>Version 2 of the definition <c>def</c>.</summary>
    public static string SecondVersion(JsonObject root, params JsonObject[] variables) => Definition(root, more: definition =>
    {
        With(variables)(definition);
        definition["id"] = "def-v2";
        definition["version"] = 2;
    });

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode? Value)[] members)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type.Contains('.', StringComparison.Ordinal) ? type : "Elsa." + type, ["version"] = 1 };
        foreach (var (name, value) in members) activity[name] = value;
        return activity;
    }

    /// <summary>Sets a member.</summary>
    public static JsonObject With(this JsonObject activity, string name, JsonNode? value)
    {
        activity[name] = value;
        return activity;
    }

    public static JsonObject Sequence(string id, params JsonNode[] activities) => Activity(id, "Sequence", ("activities", new JsonArray(activities)));

    public static JsonObject Flowchart(string id, IEnumerable<JsonNode> activities, params string[] connections) => Activity(
        id, "Flowchart", ("activities", new JsonArray([.. activities])), ("connections", new JsonArray([.. connections.Select(Connection)])));

    public static JsonObject Write(string id, string? text = null) => Activity(id, "WriteLine", ("text", Literal(text ?? id)));

    public static JsonObject Task(string id) => Activity(id, "RunTask", ("taskName", Literal(id)));

    public static JsonObject Event(string id, string name) => Activity(id, "Event", ("eventName", Literal(name)));

    public static JsonObject Delay(string id, string span) => Activity(id, "Delay", ("timeSpan", Literal(span)));

    public static JsonObject Set(string id, string variableId, JsonNode value) =>
        Activity(id, "SetVariable", ("variable", new JsonObject { ["id"] = variableId }), ("value", value));

    public static JsonObject Script(string id, string script) => Activity(id, "RunJavaScript", ("script", Literal(script)));

    public static JsonObject Literal(JsonNode? value) => Expression("Literal", value);

    public static JsonObject Js(string script) => Expression("JavaScript", script);

    public static JsonObject Expression(string type, JsonNode? value) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    public static JsonObject Variable(string id, string name, string type, JsonNode? value = null) =>
        new() { ["id"] = id, ["name"] = name, ["typeName"] = type, ["value"] = value };

    /// <summary>Adds definition variables.</summary>
    public static Action<JsonObject> With(params JsonObject[] variables) => definition => definition["variables"] = new JsonArray([.. variables]);

    public static Action<JsonObject> ContinueWithIncidents(params JsonObject[] variables) => definition =>
    {
        definition["variables"] = new JsonArray([.. variables]);
        definition["options"] = new JsonObject { ["incidentStrategyType"] = "ContinueWithIncidentsStrategy" };
    };

    // "a.Port -> b", or "a -> b" for Done.
    private static JsonNode Connection(string text)
    {
        var parts = text.Split(" -> ");
        var source = parts[0].Split('.');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = parts[1], ["port"] = "In" },
        };
    }
}
