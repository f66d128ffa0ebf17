using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Elsa;
using static GridGov.Workflow.Host.Tests.Traces.CommandSample;

namespace GridGov.Workflow.Host.Tests.Traces;

/// <summary>Commands that Studio sends.</summary>
internal static class ElsaSamples
{
    private const string Root = "/elsa/api/";
    private const string Office = "office-01";

    public static IReadOnlyList<CommandSample> All { get; } =
    [
        Instance("POST /elsa/api/alterations/submit", "alterations/submit", async world => new JsonObject
        {
            ["alterations"] = new JsonArray(new JsonObject { ["type"] = "Cancel" }),
            ["filter"] = new JsonObject { ["definitionIds"] = new JsonArray((await world.RunningAsync()).Definition) },
        }),
        Instance("POST /elsa/api/alterations/workflows/retry", "alterations/workflows/retry", async world => new JsonObject { ["workflowInstanceIds"] = new JsonArray((await world.FaultedAsync()).Instance) }),
        Instance("POST /elsa/api/bulk-actions/cancel/workflow-instances", "bulk-actions/cancel/workflow-instances", async world => new JsonObject { ["ids"] = new JsonArray(await world.InstanceAsync()) }),
        Instance("POST /elsa/api/bulk-actions/delete/workflow-instances/by-id", "bulk-actions/delete/workflow-instances/by-id", async world => new JsonObject { ["ids"] = new JsonArray(await world.InstanceAsync()) }),
        new("POST /elsa/api/bulk-actions/import/workflow-instances", Office, Journal, async world =>
        {
            var (_, instance) = await world.RunningAsync();
            var file = await world.FileAsync($"workflow-instances/{instance}/export");
            using var studio = new Studio(world.Host, Office);
            await studio.DeleteAsync($"workflow-instances/{instance}");
            return (Root + "bulk-actions/import/workflow-instances", CommandWorld.Files(file));
        }),
        Of("POST /elsa/api/cancel/workflow-instances/{id}", Office, Journal, async world => $"{Root}cancel/workflow-instances/{await world.InstanceAsync()}"),
        Of("DELETE /elsa/api/workflow-instances/{id}", Office, Journal, async world => $"{Root}workflow-instances/{await world.InstanceAsync()}"),
        Of("POST /elsa/api/workflow-instances/{id}/variables", Office, Journal, async world => $"{Root}workflow-instances/{(await world.FaultedAsync()).Instance}/variables", """{"variables":[{"id":"ready","value":true}]}"""),
        new("POST /elsa/api/events/{eventName}/trigger", Office, Journal, async world =>
            (Root + "events/go/trigger", CommandWorld.Json(new JsonObject { ["workflowInstanceId"] = (await world.RunningAsync()).Instance }))),
        Of("POST /elsa/api/tasks/{taskId}/complete", Office, Journal, async world => $"{Root}tasks/{await world.TaskOfAsync(await world.InstanceAsync())}/complete", """{"result":{"ok":true}}"""),
        Of("POST /elsa/api/workflow-definitions/{definitionId}/execute", Office, Journal, Root + "workflow-definitions/one-task/execute"),
        Of("POST /elsa/api/workflow-definitions/{definitionId}/dispatch", Office, Journal, Root + "workflow-definitions/one-task/dispatch"),
        Of("POST /elsa/api/workflow-definitions/{definitionId}/bulk-dispatch", Office, Journal, Root + "workflow-definitions/one-task/bulk-dispatch", """{"count":2}"""),

        Many("delete/workflow-definitions/by-definition-id", async world => Ids("definitionIds", (await world.DefinitionAsync()).Id)),
        Many("delete/workflow-definitions/by-id", async world => Ids("ids", (await world.DefinitionAsync()).VersionId)),
        Many("publish/workflow-definitions/by-definition-ids", async world => Ids("definitionIds", (await world.DefinitionAsync()).Id)),
        Many("retract/workflow-definitions/by-definition-ids", async world => Ids("definitionIds", (await world.DefinitionAsync()).Id)),
        new("POST /elsa/api/workflow-definitions", Office, AdminLog, _ => Task.FromResult((Root + "workflow-definitions", CommandWorld.Json(new JsonObject { ["model"] = Models.WriteThenWait() })))),
        new("POST /elsa/api/workflow-definitions/import", Office, AdminLog, _ => Task.FromResult((Root + "workflow-definitions/import", CommandWorld.Json(Models.WriteThenWait())))),
        new("PUT /elsa/api/workflow-definitions/import", Office, AdminLog, _ => Task.FromResult((Root + "workflow-definitions/import", CommandWorld.Json(Models.WriteThenWait())))),
        new("POST /elsa/api/workflow-definitions/import-files", Office, AdminLog, async world =>
            (Root + "workflow-definitions/import-files", CommandWorld.Files(await world.FileAsync($"workflow-definitions/{(await world.DefinitionAsync()).Id}/export")))),
        new("POST /elsa/api/workflow-definitions/{definitionId}/import", Office, AdminLog, async world =>
            ($"{Root}workflow-definitions/{(await world.DefinitionAsync()).Id}/import", CommandWorld.Json(Models.WriteThenWait()))),
        new("PUT /elsa/api/workflow-definitions/{definitionId}/import", Office, AdminLog, async world =>
            ($"{Root}workflow-definitions/{(await world.DefinitionAsync()).Id}/import", CommandWorld.Json(Models.WriteThenWait()))),
        Definition("POST", "publish"),
        Definition("POST", "retract"),
        Definition("POST", "revert/{version:int}", "revert/1"),
        Of("DELETE /elsa/api/workflow-definitions/{definitionId}", Office, AdminLog, async world => $"{Root}workflow-definitions/{(await world.DefinitionAsync()).Id}"),
        Definition("DELETE", "version/{version:int}", "version/2"),
        Of("DELETE /elsa/api/workflow-definition-versions/{id}", Office, AdminLog, async world => $"{Root}workflow-definition-versions/{(await world.DefinitionAsync()).VersionId}"),
    ];

    private static CommandSample Definition(string method, string route, string? path = null) =>
        Of($"{method} /elsa/api/workflow-definitions/{{definitionId}}/{route}", Office, AdminLog, async world => $"{Root}workflow-definitions/{(await world.DefinitionAsync()).Id}/{path ?? route}");

    private static CommandSample Instance(string endpoint, string path, Func<CommandWorld, Task<JsonObject>> body) =>
        new(endpoint, Office, Journal, async world => (Root + path, CommandWorld.Json(await body(world))));

    private static CommandSample Many(string path, Func<CommandWorld, Task<JsonObject>> body) =>
        new($"POST /elsa/api/bulk-actions/{path}", Office, AdminLog, async world => ($"{Root}bulk-actions/{path}", CommandWorld.Json(await body(world))));

    private static JsonObject Ids(string member, string id) => new() { [member] = new JsonArray(id) };
}
