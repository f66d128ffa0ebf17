using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>Routes 32 and 34 to 50: running, watching and operating instances (elsa-studio-contract.md §7.3, §7.4).</summary>
[Collection(HostCollection.Name)]
public sealed class InstanceTests(HostFixture fixture) : IDisposable
{
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task Execute_AnswersWithHeadersAndState()
    {
        var saved = await _studio.SaveAsync(Models.WriteThenWait());

        var answer = await _studio.PostAsync($"workflow-definitions/{saved["definitionId"]}/execute", new JsonObject { ["versionOptions"] = "Latest" });

        answer.Ok()["workflowState"]!["subStatus"]!.GetValue<string>().Should().Be("Suspended");
        answer.Header("x-elsa-workflow-cannot-start").Should().Be("False");
        answer.Header("x-elsa-workflow-instance-id").Should().NotBeNullOrEmpty();
        (await _studio.PostAsync("workflow-definitions/none/execute", new JsonObject())).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Execute_SingletonRunsAlready_CannotStart()
    {
        var model = Models.WriteThenWait();
        model["options"]!["activationStrategyType"] = "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime";
        var id = (await _studio.SaveAsync(model))["definitionId"]!.GetValue<string>();
        await _studio.RunAsync(id);

        var second = await _studio.PostAsync($"workflow-definitions/{id}/execute", new JsonObject { ["versionOptions"] = "Latest" });

        second.Status.Should().Be(HttpStatusCode.OK);
        second.Header("x-elsa-workflow-cannot-start").Should().Be("True");
        second.Bytes.Should().BeEmpty();
    }

    [Fact]
    public async Task Viewer_ReadsStateJournalAndExecutions()
    {
        var (definition, id) = await _studio.RunWriteThenWaitAsync();

        var instance = (await _studio.GetAsync($"workflow-instances/{id}")).Ok();
        var state = instance["workflowState"]!;
        instance["definitionVersionId"]!.GetValue<string>().Should().Be(definition["id"]!.GetValue<string>());
        state["activityExecutionContexts"]![0]!["scheduledActivityNodeId"]!.GetValue<string>().Should().Be("Workflow1");
        state["bookmarks"]![0]!["activityNodeId"]!.GetValue<string>().Should().Be("Workflow1:flow:wait");
        state["bookmarks"]![0]!["hash"]!.GetValue<string>().Should().NotBeEmpty();
        foreach (var list in (string[])["incidents", "completionCallbacks", "scheduledActivities"]) state[list]!.AsArray().Should().NotBeNull();
        foreach (var member in (string[])["input", "output", "properties"]) state[member]!.AsObject().Should().NotBeNull();

        var journal = (await _studio.PostAsync($"workflow-instances/{id}/journal?skip=0&take=109", new JsonObject { ["filter"] = null })).Ok();
        journal["items"]!.AsArray().Select(line => line!["sequence"]!.GetValue<long>()).Should().BeInAscendingOrder();
        var lines = journal["items"]!.AsArray().Select(line => $"{line!["activityId"]} {line["eventName"]}");
        lines.Should().ContainInOrder("Workflow1 Started", "flow Started", "write Started", "write Completed", "wait Started", "wait Suspended");
        journal["items"]!.AsArray().First(line => line!["activityId"]!.GetValue<string>() == "write")!["activityState"]!["Text"]!.GetValue<string>().Should().Be("hi 3");

        var report = (await _studio.PostAsync("activity-executions/report", new JsonObject
        {
            ["workflowInstanceId"] = id,
            ["activityNodeIds"] = new JsonArray("Workflow1:flow:write", "Workflow1:flow:wait", "Workflow1:flow:none"),
        })).Ok();
        report["stats"]!.AsArray().Should().HaveCount(2);
        report["stats"]![0]!["completedCount"]!.GetValue<int>().Should().Be(1);
        report["stats"]![1]!["isBlocked"]!.GetValue<bool>().Should().BeTrue();

        var summaries = (await _studio.GetAsync($"activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1%3Aflow%3Awrite")).Ok();
        summaries["items"]![0]!.AsObject().ContainsKey("activityState").Should().BeFalse();
        var executionId = summaries["items"]![0]!["id"]!.GetValue<string>();
        var execution = (await _studio.GetAsync($"activity-executions/by-id?id={executionId}")).Ok();
        execution["status"]!.GetValue<string>().Should().Be("Completed");
        execution["payload"]!["Outcomes"]![0]!.GetValue<string>().Should().Be("Done");
        foreach (var member in (string[])["outputs", "properties", "metadata", "activityState"]) execution[member]!.AsObject().Should().NotBeNull();
        var stack = (await _studio.GetAsync($"activity-executions/{executionId}/call-stack?take=100")).Ok();
        stack["items"]!.AsArray().Select(item => item!["activityId"]!.GetValue<string>()).Should().Equal("Workflow1", "flow", "write");
        stack["totalCount"]!.GetValue<int>().Should().Be(3);
        (await _studio.GetAsync($"workflow-instances/{id}/variables")).Ok()["items"]![0]!["value"]!.GetValue<int>().Should().Be(3);
    }

    [Fact]
    public async Task Journal_FilteredAndPaged_HasTheTrueTotal()
    {
        var model = Models.One("Elsa.For", members: """
            , "end": { "typeName": "Int32", "expression": { "type": "Literal", "value": "99" } },
            "body": { "id": "body", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "x" } } }
            """);
        var id = await _studio.RunAsync((await _studio.SaveAsync(model))["definitionId"]!.GetValue<string>());
        var filter = JsonNode.Parse("""{ "filter": { "activityNodeIds": ["Workflow1:flow:one:body"], "eventNames": ["Completed"] } }""");

        var page = (await _studio.PostAsync($"workflow-instances/{id}/journal?skip=90&take=20", filter)).Ok();

        page["totalCount"]!.GetValue<int>().Should().Be(100);
        page["items"]!.AsArray().Should().HaveCount(10);
        var others = JsonNode.Parse("""{ "filter": { "excludedActivityTypes": ["Elsa.WriteLine", "Elsa.For"], "activityIds": [] } }""");
        (await _studio.PostAsync($"workflow-instances/{id}/journal?skip=0&take=500", others)).Ok()["items"]!.AsArray()
            .Select(line => line!["activityType"]!.GetValue<string>()).Distinct().Should().BeEquivalentTo("Elsa.Workflow", "Elsa.Sequence");
    }

    [Fact]
    public async Task List_AsStudioPosts_FindsByNameStatusAndTime()
    {
        var (definition, id) = await _studio.RunWriteThenWaitAsync();
        var body = JsonNode.Parse($$"""
            { "page": 0, "pageSize": 10, "searchTerm": "", "definitionId": null, "definitionIds": ["{{definition["definitionId"]}}"], "correlationId": null,
              "version": null, "hasIncidents": null, "isSystem": false, "status": null, "statuses": ["Running"], "subStatus": null, "subStatuses": ["Suspended"],
              "orderBy": null, "orderDirection": "Descending", "timestampFilters": [{ "column": "CreatedAt", "operator": "GreaterThan", "timestamp": "2020-01-01T00:00:00+00:00" }] }
            """)!;

        var page = (await _studio.PostAsync("workflow-instances", body)).Ok();

        page["totalCount"]!.GetValue<int>().Should().Be(1);
        page["items"]![0]!["id"]!.GetValue<string>().Should().Be(id);
        page["items"]![0]!["definitionVersionId"]!.GetValue<string>().Should().Be(definition["id"]!.GetValue<string>());
        body["statuses"] = new JsonArray("Nonsense");
        (await _studio.PostAsync("workflow-instances", body)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task DeletedVersion_IsStillShownToViewersOfItsInstances()
    {
        var (definition, id) = await _studio.RunWriteThenWaitAsync();
        await _studio.DeleteAsync($"workflow-definitions/{definition["definitionId"]}");

        (await _studio.GetAsync($"workflow-definitions/by-id/{definition["id"]}")).Ok()["root"]!["id"]!.GetValue<string>().Should().Be("flow");
        (await _studio.GetAsync($"workflow-definitions?versionOptions=&Ids={definition["id"]}")).Ok()["items"]!.AsArray().Should().ContainSingle();
        (await _studio.GetAsync($"workflow-instances/{id}")).Ok();
    }

    [Fact]
    public async Task Subgraph_ShowsWhatIsInsideAWorkflowActivity()
    {
        var name = "内层" + Guid.NewGuid().ToString("N")[..8];
        var inner = Models.WriteThenWait(name);
        inner["options"]!["usableAsActivity"] = true;
        await _studio.SaveAsync(inner, publish: true);
        var outer = await _studio.SaveAsync(Models.One(name));
        var id = await _studio.RunAsync(outer["definitionId"]!.GetValue<string>());

        var node = (await _studio.GetAsync($"workflow-definitions/subgraph/{outer["id"]}?parentNodeId=Workflow1%3Aflow%3Aone")).Ok();
        node["activity"]!["root"]!["type"]!.GetValue<string>().Should().Be("Elsa.Workflow");
        node["activity"]!["root"]!["root"]!["activities"]![1]!["nodeId"]!.GetValue<string>().Should().Be("Workflow1:flow:one:flow:wait");
        (await _studio.GetAsync($"workflow-definitions/subgraph/{outer["id"]}?parentNodeId=nothing")).Ok()["nodeId"]!.GetValue<string>().Should().Be("Workflow1:flow");

        var path = (await _studio.GetAsync($"workflow-definitions/subgraph/segments/{outer["id"]}?childNodeId=Workflow1%3Aflow%3Aone%3Aflow%3Await")).Ok();
        path["childNode"]!["nodeId"]!.GetValue<string>().Should().Be("Workflow1:flow:one:flow:wait");
        path["container"]!["nodeId"]!.GetValue<string>().Should().Be("Workflow1:flow:one:flow");
        path["pathSegments"]!.AsArray().Select(segment => segment!["activityId"]!.GetValue<string>()).Should().Equal("flow", "one", "flow");
        (await _studio.GetAsync($"workflow-definitions/subgraph/segments/{outer["id"]}?childNodeId=x")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await _studio.GetAsync($"workflow-instances/{id}")).Ok()["workflowState"]!["bookmarks"]![0]!["activityNodeId"]!.GetValue<string>()
            .Should().Be("Workflow1:flow:one:flow:wait");
    }
}
