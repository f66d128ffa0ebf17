using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>What is done to instances over the API that Studio calls: cancel, delete, import, retry, trials.</summary>
[Collection(HostCollection.Name)]
public sealed class InstanceOperationTests(HostFixture fixture) : IDisposable
{
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task CancelAndDelete_EndAndHide_AndLeaveTheirBursts()
    {
        var (_, id) = await _studio.RunWriteThenWaitAsync();

        (await _studio.PostAsync($"cancel/workflow-instances/{id}")).Status.Should().Be(HttpStatusCode.OK);
        (await _studio.GetAsync($"workflow-instances/{id}/execution-state")).Ok()["subStatus"]!.GetValue<string>().Should().Be("Cancelled");
        (await _studio.DeleteAsync($"workflow-instances/{id}")).Status.Should().Be(HttpStatusCode.NoContent);

        (await _studio.GetAsync($"workflow-instances/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await _studio.DeleteAsync($"workflow-instances/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
        var bursts = (await new Api(fixture.Host).GetAsync($"/api/instances/{id}/journal")).Ok()["items"]!.AsArray();
        bursts.Select(burst => burst!["kind"]!.GetValue<string>()).Should().Equal("start", "cancel", "delete");
        bursts[2]!["actor"]!["id"]!.GetValue<string>().Should().Be("office-01");
        var verdict = (await new Api(fixture.Host, "auditor").PostAsync("/api/audit/verify", new JsonObject { ["instanceId"] = id })).Ok();
        verdict["faults"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Case_IsLeftToItsOwnActions()
    {
        var number = await new City(fixture.Host).ReportAsync();
        var page = (await _studio.PostAsync("workflow-instances", new JsonObject { ["correlationId"] = number, ["definitionId"] = "case-lifecycle" })).Ok();
        var id = page["items"]![0]!["id"]!.GetValue<string>();

        foreach (var refused in new[]
        {
            await _studio.DeleteAsync($"workflow-instances/{id}"),
            await _studio.PostAsync($"cancel/workflow-instances/{id}"),
            await _studio.PostAsync("bulk-actions/cancel/workflow-instances", new JsonObject { ["ids"] = new JsonArray(id) }),
            await _studio.PostAsync("bulk-actions/delete/workflow-instances/by-id", new JsonObject { ["ids"] = new JsonArray(id) }),
            await _studio.PostAsync($"workflow-instances/{id}/variables", new JsonObject { ["variables"] = new JsonArray() }),
        })
        {
            refused.Status.Should().Be(HttpStatusCode.Conflict);
            refused.Errors.Should().Contain("作废").And.Contain("撤回").And.Contain("并案").And.Contain("更正");
        }

        var file = await _studio.GetAsync($"workflow-instances/{id}/export");
        (await _studio.UploadAsync("bulk-actions/import/workflow-instances", "case.json", file.Bytes)).Status.Should().Be(HttpStatusCode.Conflict);
        file.Text.Should().NotContain("周女士").And.NotContain("13900000000");
        (await _studio.GetAsync($"workflow-instances/{id}/execution-state")).Ok()["status"]!.GetValue<string>().Should().Be("Running");
    }

    [Fact]
    public async Task ExportAndImport_GiveAForeignRecordWithItsOwnChain()
    {
        var (_, id) = await _studio.RunWriteThenWaitAsync();
        await _studio.PostAsync($"cancel/workflow-instances/{id}");
        var file = await _studio.GetAsync($"workflow-instances/{id}/export");
        file.Json.AsObject().Select(member => member.Key).Should().Equal("WorkflowState", "Bookmarks", "ActivityExecutionRecords", "WorkflowExecutionLogRecords");
        var before = await AllAsync();

        var answer = (await _studio.UploadAsync("bulk-actions/import/workflow-instances", "one.json", file.Bytes)).Ok();
        (await _studio.UploadAsync("bulk-actions/import/workflow-instances", "again.json", file.Bytes)).Ok();

        answer.ToJsonString().Should().Be("""{"count":1,"imported":1}""");
        var imported = (await AllAsync()).Except(before).Should().ContainSingle().Subject;
        var instance = (await _studio.GetAsync($"workflow-instances/{imported}")).Ok();
        instance["isForeign"]!.GetValue<bool>().Should().BeTrue();
        instance["subStatus"]!.GetValue<string>().Should().Be("Cancelled");
        instance["workflowState"]!["input"]!["Message"]!.GetValue<string>().Should().Be("hi");
        (await _studio.GetAsync($"workflow-instances/{imported}/variables")).Ok()["items"]![0]!["value"]!.GetValue<int>().Should().Be(3);
        var lines = (await _studio.PostAsync($"workflow-instances/{imported}/journal?skip=0&take=100", new JsonObject())).Ok();
        lines["items"]!.AsArray().Select(line => $"{line!["activityId"]} {line["eventName"]}").Should().Contain("write Completed");
        var executions = (await _studio.GetAsync($"activity-executions/list?WorkflowInstanceId={imported}&ActivityNodeId=Workflow1%3Aflow%3Awrite")).Ok();
        executions["items"]![0]!["id"]!.GetValue<string>().Should().StartWith(imported + "-");

        var bursts = (await new Api(fixture.Host).GetAsync($"/api/instances/{imported}/journal")).Ok()["items"]!.AsArray();
        bursts.Should().ContainSingle();
        bursts[0]!["kind"]!.GetValue<string>().Should().Be("import");
        bursts[0]!["actor"]!["id"]!.GetValue<string>().Should().Be("office-01");
        (await _studio.PostAsync($"cancel/workflow-instances/{imported}")).Status.Should().Be(HttpStatusCode.Conflict);
        (await _studio.UploadAsync("bulk-actions/import/workflow-instances", "bad.json", Encoding.UTF8.GetBytes("{}"))).Status.Should().Be(HttpStatusCode.BadRequest);

        async Task<HashSet<string>> AllAsync()
        {
            var state = file.Json["WorkflowState"]!;
            var page = (await _studio.PostAsync("workflow-instances", new JsonObject { ["definitionId"] = state["definitionId"]!.DeepClone() })).Ok();
            return [.. page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
        }
    }

    [Fact]
    public async Task Retry_GoesOnAfterTheVariableWasMended()
    {
        var model = Models.WriteThenWait();
        model["options"]!["incidentStrategyType"] = "ContinueWithIncidentsStrategy";
        model["root"]!["activities"]![0]!["text"]!["expression"]!["value"] = "if (getCount() > 2) throw new Error('太大'); return 'ok'";
        var id = await _studio.RunAsync((await _studio.SaveAsync(model))["definitionId"]!.GetValue<string>());
        var state = (await _studio.GetAsync($"workflow-instances/{id}")).Ok();
        state["incidentCount"]!.GetValue<int>().Should().Be(1);
        state["workflowState"]!["incidents"]![0]!["message"]!.GetValue<string>().Should().Contain("太大");
        var faulted = JsonNode.Parse("""{ "filter": { "eventNames": ["Faulted"] } }""");
        (await _studio.PostAsync($"workflow-instances/{id}/journal?skip=0&take=9", faulted)).Ok()["totalCount"]!.GetValue<int>().Should().Be(1);

        var values = JsonNode.Parse("""{ "variables": [{ "id": "v1", "value": 1 }] }""");
        (await _studio.PostAsync($"workflow-instances/{id}/variables", values)).Ok()["items"]![0]!["value"]!.GetValue<int>().Should().Be(1);
        var retried = (await _studio.PostAsync("alterations/workflows/retry", new JsonObject { ["workflowInstanceIds"] = new JsonArray(id) })).Ok();

        retried["results"]![0]!["retried"]!.GetValue<int>().Should().Be(1);
        (await _studio.GetAsync($"workflow-instances/{id}")).Ok()["incidentCount"]!.GetValue<int>().Should().Be(0);
        (await _studio.PostAsync("events/go/trigger", new JsonObject { ["workflowInstanceId"] = id })).Status.Should().Be(HttpStatusCode.OK);
        await new Api(fixture.Host).SettleAsync();
        (await _studio.GetAsync($"workflow-instances/{id}/execution-state")).Ok()["subStatus"]!.GetValue<string>().Should().Be("Finished");
    }

    [Fact]
    public async Task Alterations_CancelAllThatMatch()
    {
        var saved = await _studio.SaveAsync(Models.WriteThenWait());
        var ids = new[] { await _studio.RunAsync(saved["definitionId"]!.GetValue<string>()), await _studio.RunAsync(saved["definitionId"]!.GetValue<string>()) };
        var body = JsonNode.Parse($$"""
            { "alterations": [{ "type": "Cancel" }], "filter": { "emptyFilterSelectsAll": true, "isSystem": false, "searchTerm": "", "definitionIds": ["{{saved["definitionId"]}}"] } }
            """);

        (await _studio.PostAsync("alterations/submit", body)).Ok()["planId"]!.GetValue<string>().Should().NotBeEmpty();

        foreach (var id in ids) (await _studio.GetAsync($"workflow-instances/{id}/execution-state")).Ok()["subStatus"]!.GetValue<string>().Should().Be("Cancelled");
    }

    [Fact]
    public async Task Trial_RunsOneActivityWithTestValues_AndLeavesNothing()
    {
        var model = Models.WriteThenWait();
        model["customProperties"] = new JsonObject { ["VariableTestValues"] = new JsonObject { ["v1"] = 7 } };
        var saved = await _studio.SaveAsync(model);
        var body = new JsonObject
        {
            ["workflowDefinitionHandle"] = new JsonObject { ["definitionVersionId"] = saved["id"]!.DeepClone() },
            ["activityHandle"] = new JsonObject { ["activityNodeId"] = "Workflow1:flow:write" },
        };

        var result = (await _studio.PostAsync("tests/activities", body)).Ok();

        result["status"]!.GetValue<string>().Should().Be("Completed");
        result["activityState"]!["Text"]!.GetValue<string>().Should().EndWith(" 7");
        (await _studio.PostAsync("workflow-instances", new JsonObject { ["definitionId"] = saved["definitionId"]!.DeepClone() })).Ok()["totalCount"]!.GetValue<int>().Should().Be(0);
    }

    [Fact]
    public async Task Task_OfSoftware_IsCompletedByItsId()
    {
        var model = Models.One("Elsa.RunTask", members: """, "taskName": { "typeName": "String", "expression": { "type": "Literal", "value": "做事" } }""");
        var id = await _studio.RunAsync((await _studio.SaveAsync(model))["definitionId"]!.GetValue<string>());
        var task = (await _studio.GetAsync($"workflow-instances/{id}")).Ok()["workflowState"]!["bookmarks"]![0]!["id"]!.GetValue<string>();

        (await _studio.PostAsync($"tasks/{task}/complete", new JsonObject { ["result"] = new JsonObject { ["ok"] = true } })).Status.Should().Be(HttpStatusCode.OK);

        (await _studio.GetAsync($"workflow-instances/{id}/execution-state")).Ok()["subStatus"]!.GetValue<string>().Should().Be("Finished");
        (await _studio.PostAsync($"tasks/{task}/complete", new JsonObject())).Status.Should().Be(HttpStatusCode.NotFound);
    }
}
