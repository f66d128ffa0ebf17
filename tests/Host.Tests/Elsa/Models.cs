using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>Definitions as the tests draw them.</summary>
internal static class Models
{
    /// <summary>A name that no other test uses.</summary>
    public static string NewName(string begin) => $"{begin} {Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>A sequence: writes a line with the variable and the input, then waits for the event <c>go</c>.</summary>
    public static JsonObject WriteThenWait(string? name = null) => JsonNode.Parse("""
        {
          "id": null, "definitionId": null, "name": "", "description": "", "toolVersion": "3.8.2.0",
          "variables": [{ "id": "v1", "name": "Count", "typeName": "Int32", "isArray": false, "value": "3", "storageDriverTypeName": "WorkflowInstanceStorageDriver" }],
          "inputs": [{ "type": "String", "name": "Message", "displayName": "消息", "description": "", "category": "Primitives", "uiHint": "singleline" }],
          "outputs": [], "outcomes": [], "customProperties": {}, "options": { "usableAsActivity": false }, "links": null,
          "root": {
            "id": "flow", "name": "Sequence1", "type": "Elsa.Sequence", "version": 1, "customProperties": {}, "metadata": {}, "variables": [],
            "activities": [
              { "id": "write", "name": "写一行1", "type": "Elsa.WriteLine", "version": 1, "customProperties": {}, "metadata": {},
                "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "`${getMessage()} ${getCount()}`" } } },
              { "id": "wait", "name": "Event1", "type": "Elsa.Event", "version": 1, "customProperties": {}, "metadata": {},
                "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } }
            ]
          }
        }
        """)!.AsObject().Named(name);

    /// <summary>A flowchart: writes a line, then waits for the event <c>go</c>; with drawing data and members that nobody knows.</summary>
    public static JsonObject Flowchart(string? name = null) => JsonNode.Parse("""
        {
          "name": "", "customProperties": { "zeta": { "b": "先", "a": [1, { "k": true }] } },
          "root": {
            "id": "flow", "name": "Flowchart1", "type": "Elsa.Flowchart", "version": 1, "customProperties": { "x": "y" }, "metadata": {}, "variables": [],
            "activities": [
              { "id": "write", "name": "写一行1", "type": "Elsa.WriteLine", "version": 1, "customProperties": { "own": [true] },
                "metadata": { "designer": { "position": { "x": 100, "y": 100 } }, "displayText": "问候" },
                "text": { "typeName": "String", "expression": { "type": "Literal", "value": "你好" } } },
              { "id": "wait", "name": "事件1", "type": "Elsa.Event", "version": 1, "customProperties": {},
                "metadata": { "designer": { "position": { "x": 400, "y": 100 } } },
                "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } }
            ],
            "connections": [
              { "source": { "activity": "write", "port": "Done" }, "target": { "activity": "wait", "port": "In" }, "vertices": [{ "x": 320.5, "y": 60 }] }
            ]
          }
        }
        """)!.AsObject().Named(name);

    /// <summary>A sequence with one activity.</summary>
    public static JsonObject One(string type, string? name = null, string members = "") => JsonNode.Parse($$"""
        { "name": "", "options": { "incidentStrategyType": "ContinueWithIncidentsStrategy" },
          "root": { "id": "flow", "type": "Elsa.Sequence", "version": 1, "activities": [{ "id": "one", "type": "{{type}}", "version": 1{{members}} }] } }
        """)!.AsObject().Named(name);

    private static JsonObject Named(this JsonObject model, string? name)
    {
        model["name"] = name ?? NewName("测试流程");
        return model;
    }
}
