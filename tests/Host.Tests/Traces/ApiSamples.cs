using System.Text.Json.Nodes;
using GridGov.Workflow.Host.Tests.Elsa;
using GridGov.Workflow.Host.Tests.Hosting;
using static GridGov.Workflow.Host.Tests.Traces.CommandSample;

namespace GridGov.Workflow.Host.Tests.Traces;

/// <summary>Commands of the REST API.</summary>
internal static class ApiSamples
{
    private const string Reason = """{"reason":"核实后办理"}""";

    public static IReadOnlyList<CommandSample> All { get; } =
    [
        Of("POST /api/accounts/{personId}/disable", "admin-security", AdminLog, "/api/accounts/desk-tw/disable"),
        Of("POST /api/accounts/{personId}/enable", "admin-security", AdminLog, "/api/accounts/desk-fl/enable"),
        Of("PUT /api/accounts/{personId}/password", "admin-security", AdminLog, "/api/accounts/desk-cl/password", """{"password":"Given-Passw0rd"}"""),
        new("POST /api/admin/calendars", "admin-system", AdminLog, async world =>
        {
            var calendar = await InForceAsync(world, "/api/admin/calendars");
            var year = calendar["years"]!.AsArray()[^1]!.DeepClone();
            year["source"] = "更正后的通知";
            return ("/api/admin/calendars", CommandWorld.Json(year));
        }),
        new("POST /api/admin/catalogues", "admin-system", AdminLog, async world =>
        {
            var catalogue = await InForceAsync(world, "/api/admin/catalogues");
            catalogue["version"] = world.Next("catalogue");
            catalogue["effectiveFrom"] = "2099-01-01";
            return ("/api/admin/catalogues", CommandWorld.Json(catalogue));
        }),
        new("PUT /api/admin/grids/{code}", "admin-system", AdminLog, async world =>
        {
            var grid = (await world.System.GetAsync("/api/directory")).Ok()["grids"]!.AsArray().Single(row => row!["code"]!.GetValue<string>() == City.Grid)!;
            return ($"/api/admin/grids/{City.Grid}", CommandWorld.Json(new JsonObject
            {
                ["name"] = "柳园社区一网格",
                ["kind"] = grid["kind"]!.DeepClone(),
                ["community"] = "410999101001",
                ["longitude"] = 115.02,
                ["latitude"] = 35.72,
                ["from"] = "2026-01-01",
                ["leader"] = "leader-01",
                ["workers"] = new JsonArray("worker-01"),
            }));
        }),
        Of("PUT /api/admin/people/{id}", "admin-system", AdminLog, "/api/admin/people/new-1", """{"name":"新来","unit":"410999-SW"}"""),
        Of("PUT /api/admin/people/{id}/roles", "admin-security", AdminLog, "/api/admin/people/handler-fy/roles", """{"roles":["Handler"],"areas":["410999101"]}"""),
        Of("DELETE /api/admin/people/{id}", "admin-system", AdminLog, "/api/admin/people/handler-bb"),
        Of("PUT /api/admin/units/{id}", "admin-system", AdminLog, "/api/admin/units/410999-X1", """{"name":"临时局","kind":"Department","parent":"410999","area":"410999"}"""),
        Of("DELETE /api/admin/units/{id}", "admin-system", AdminLog, async world =>
        {
            using var client = world.Host.Client("admin-system");
            using var body = CommandWorld.Json("""{"name":"撤销局","kind":"Department","parent":"410999","area":"410999"}""");
            using var made = await client.PutAsync("/api/admin/units/410999-X2", body);
            return "/api/admin/units/410999-X2";
        }),
        new("POST /api/attachments", "handler-sw", "AttachmentUses", _ => Task.FromResult(("/api/attachments?name=note.pdf", CommandWorld.Octets("%PDF-1.7 现场"u8.ToArray())))),
        Of("POST /api/audit/anchors", "admin-audit", AdminLog, async world =>
        {
            await world.InstanceAsync();
            return "/api/audit/anchors";
        }),
        new("POST /api/cases", "clerk-01", Journal, _ => Task.FromResult(("/api/cases", CommandWorld.Json(City.Report())))),
        Of("POST /api/cases/{caseNumber}/actions/{action}", "duty-leader", Journal, async world => $"/api/cases/{await world.City.ReceivedCaseAsync()}/actions/urge", """{"text":"请尽快处置"}"""),
        new("POST /api/definitions/import", "office-01", AdminLog, _ => Task.FromResult(("/api/definitions/import", CommandWorld.Json(Models.WriteThenWait())))),
        Of("POST /api/definitions/{definitionId}/publish", "office-01", AdminLog, async world => $"/api/definitions/{(await world.DefinitionAsync()).Id}/publish"),
        Of("POST /api/definitions/{definitionId}/retract", "office-01", AdminLog, async world => $"/api/definitions/{(await world.DefinitionAsync()).Id}/retract"),
        Of("POST /api/definitions/{definitionId}/revert/{version:int}", "office-01", AdminLog, async world => $"/api/definitions/{(await world.DefinitionAsync()).Id}/revert/1"),
        Of("DELETE /api/definitions/{definitionId}", "office-01", AdminLog, async world => $"/api/definitions/{(await world.DefinitionAsync()).Id}"),
        Of("POST /api/definitions/{definitionId}/execute", "office-01", Journal, "/api/definitions/one-task/execute"),
        Of("POST /api/definitions/{definitionId}/migrate", "office-01", AdminLog, async world => $"/api/definitions/{(await world.DefinitionAsync()).Id}/migrate", Reason),
        new("POST /api/directory", "admin-security", AdminLog, async world =>
        {
            var routing = await CommandWorld.ResourceAsync("Catalogue/Data/routing.json");
            routing["version"] = world.Next("routing");
            return ("/api/directory", CommandWorld.Json(new JsonObject { ["routing"] = routing }));
        }),
        Of("POST /api/effects/{key}/retry", "admin-system", AdminLog, async world => $"/api/effects/{await world.ParkedAsync()}/retry", Reason),
        Of("POST /api/effects/{key}/send-again", "admin-system", AdminLog, async world => $"/api/effects/{await world.ParkedAsync()}/send-again", Reason),
        new("POST /api/events", "office-01", Journal, async world =>
            ("/api/events", CommandWorld.Json(new JsonObject { ["name"] = "go", ["instanceId"] = (await world.RunningAsync()).Instance }))),
        new("POST /api/incidents/{instanceId}/amend", "admin-system", AdminLog, async world =>
            ($"/api/incidents/{(await world.FaultedAsync()).Instance}/amend", CommandWorld.Json("""{"variables":{"Ready":true},"reason":"补录"}"""))),
        Of("POST /api/incidents/{instanceId}/{incidentId}/retry", "admin-system", AdminLog, async world =>
        {
            var (instance, incident) = await world.FaultedAsync();
            return $"/api/incidents/{instance}/{incident}/retry";
        }, """{"mode":"Retry","reason":"重试"}"""),
        new("POST /api/instances/{id}/amend", "office-01", Journal, async world =>
            ($"/api/instances/{(await world.FaultedAsync()).Instance}/amend", CommandWorld.Json("""{"variables":{"Ready":true},"reason":"补录"}"""))),
        Of("POST /api/instances/{id}/cancel", "office-01", Journal, async world => $"/api/instances/{await world.InstanceAsync()}/cancel", Reason),
        Of("POST /api/instances/{id}/incidents/{incidentId}/retry", "office-01", Journal, async world =>
        {
            var (instance, incident) = await world.FaultedAsync();
            return $"/api/instances/{instance}/incidents/{incident}/retry";
        }, """{"mode":"Retry","reason":"重试"}"""),
        Of("POST /api/instances/{id}/migrate", "office-01", Journal, async world =>
        {
            var (definition, instance) = await world.RunningAsync();
            using var studio = new Studio(world.Host, "office-01");
            var model = await studio.OpenAsync(definition);
            model["description"] = "第二版";
            await studio.SaveAsync(model, publish: true);
            return $"/api/instances/{instance}/migrate";
        }, Reason),
        Of("POST /api/migrations/{id}/cancel", "office-01", AdminLog, async world =>
        {
            var (definition, _) = await world.RunningAsync();
            using var studio = new Studio(world.Host, "office-01");

            // Hundreds of commits: the batch still runs when it is cancelled, for one that has ended leaves nothing to cancel.
            for (var i = 0; i < 3; i++) (await studio.PostAsync($"workflow-definitions/{definition}/bulk-dispatch", new JsonObject { ["count"] = 100 })).Ok();
            var model = await studio.OpenAsync(definition);
            model["description"] = "第二版";
            await studio.SaveAsync(model, publish: true);
            return $"/api/migrations/{(await world.System.PostAsync($"/api/definitions/{definition}/migrate", JsonNode.Parse(Reason))).Ok()["id"]}/cancel";
        }),
        Of("POST /api/keys", "admin-security", AdminLog, "/api/keys", """{"name":"对接","owner":"iot-gateway"}"""),
        Of("POST /api/keys/{id}/revoke", "admin-security", AdminLog, async world =>
            $"/api/keys/{(await world.System.PostAsync("/api/keys", JsonNode.Parse("""{"name":"旧","owner":"iot-gateway"}"""))).Ok()["view"]!["id"]}/revoke", Reason),
        new("POST /api/retention/holds", "duty-leader", AdminLog, async world =>
            ("/api/retention/holds", CommandWorld.Json(new JsonObject { ["caseNumber"] = await world.City.ReportAsync(), ["reason"] = "诉讼保全" }))),
        Of("POST /api/retention/holds/{caseNumber}/lift", "duty-leader", AdminLog, async world =>
        {
            var number = await world.City.ReportAsync();
            (await world.City.As("duty-leader").PostAsync("/api/retention/holds", new JsonObject { ["caseNumber"] = number, ["reason"] = "诉讼保全" })).Ok();
            return $"/api/retention/holds/{number}/lift";
        }, Reason),
        Of("POST /api/retention/runs", "admin-system", AdminLog, "/api/retention/runs", """{"reason":"试算","dryRun":true}"""),
        Of("POST /api/substitutions", "handler-ga", AdminLog, "/api/substitutions", Absence("desk-ga")),
        Of("POST /api/substitutions/{id}/end", "handler-cg", AdminLog, async world =>
            $"/api/substitutions/{(await world.City.As("handler-cg").PostAsync("/api/substitutions", JsonNode.Parse(Absence("desk-cg")))).Ok()["id"]}/end", Reason),
        Of("POST /api/tasks/{id}/claim", "handler-sw", Journal, async world => $"/api/tasks/{await world.ClaimableAsync()}/claim"),
        Of("POST /api/tasks/{id}/release", "handler-sw", Journal, async world => $"/api/tasks/{await world.ClaimedAsync()}/release", Reason),
        Of("POST /api/tasks/{id}/delegate", "handler-sw", Journal, async world => $"/api/tasks/{await world.ClaimedAsync()}/delegate", """{"to":"handler-sw","reason":"转办"}"""),
        Of("POST /api/tasks/{id}/complete", "handler-sw", Journal, async world => $"/api/tasks/{await world.ClaimedAsync()}/complete", """{"outcome":"Replied","data":{"result":"Solved","text":"已更换井盖。"}}"""),
    ];

    private static string Absence(string deputy) => $$"""{"deputy":"{{deputy}}","from":"2098-12-01T00:00:00+08:00","to":"2099-01-01T00:00:00+08:00","reason":"休假"}""";

    private static async Task<JsonNode> InForceAsync(CommandWorld world, string path)
    {
        var version = (await world.System.GetAsync(path)).Ok()["items"]!.AsArray().Single(item => item!["isInForce"]!.GetValue<bool>())!["version"];
        return (await world.System.GetAsync($"{path}/{version}")).Ok();
    }
}
