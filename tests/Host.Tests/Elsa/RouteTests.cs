using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>Routes that Studio's four elements reach seldom (elsa-studio-contract.md §7.2 to §7.4, §8).</summary>
[Collection(HostCollection.Name)]
public sealed class RouteTests(HostFixture fixture) : IDisposable
{
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task ManyById_GivesTheVersionsNamed()
    {
        var first = (await _studio.SaveAsync(Models.Flowchart()))["id"]!.GetValue<string>();
        var second = (await _studio.SaveAsync(Models.Flowchart()))["id"]!.GetValue<string>();

        var items = (await _studio.GetAsync($"workflow-definitions/many-by-id?Ids={first}&Ids={second}")).Ok()["items"]!.AsArray();

        items.Select(item => item!["id"]!.GetValue<string>()).Should().BeEquivalentTo(first, second);
    }

    [Fact]
    public async Task Consumers_AreTheDefinitionsThatUseItAsAnActivity()
    {
        var part = Models.WriteThenWait();
        part["options"]!["usableAsActivity"] = true;
        var used = (await _studio.SaveAsync(part, publish: true)).AsObject();
        var user = Models.One(used["name"]!.GetValue<string>().Replace(" ", "", StringComparison.Ordinal), members:
            $", \"workflowDefinitionId\": \"{used["definitionId"]}\", \"workflowDefinitionVersionId\": \"{used["id"]}\", \"latestAvailablePublishedVersion\": 1");
        var consumer = (await _studio.SaveAsync(user))["definitionId"]!.GetValue<string>();

        var ids = (await _studio.GetAsync($"workflow-definitions/{used["definitionId"]}/consumers")).Ok()["consumingWorkflowDefinitionIds"]!.AsArray();

        ids.Select(id => id!.GetValue<string>()).Should().Equal(consumer);
    }

    [Fact]
    public async Task Dispatch_StartsOne_AndBulkDispatchMany()
    {
        var id = (await _studio.SaveAsync(Models.WriteThenWait(), publish: true))["definitionId"]!.GetValue<string>();

        var one = (await _studio.PostAsync($"workflow-definitions/{id}/dispatch", new JsonObject { ["correlationId"] = "k" })).Ok()["workflowInstanceId"]!.GetValue<string>();
        var many = (await _studio.PostAsync($"workflow-definitions/{id}/bulk-dispatch", new JsonObject { ["count"] = 3 })).Ok()["workflowInstanceIds"]!.AsArray();

        (await _studio.GetAsync($"workflow-instances/{one}")).Ok()["correlationId"]!.GetValue<string>().Should().Be("k");
        many.Select(item => item!.GetValue<string>()).Append(one).Distinct().Should().HaveCount(4);
        (await _studio.PostAsync($"workflow-definitions/{id}/bulk-dispatch", new JsonObject { ["count"] = 101 })).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ExecuteByGet_TakesTheInputFromTheQuery()
    {
        var id = (await _studio.SaveAsync(Models.WriteThenWait(), publish: true))["definitionId"]!.GetValue<string>();

        var answer = await _studio.GetAsync($"workflow-definitions/{id}/execute?input={Uri.EscapeDataString("""{"Message":"hello"}""")}");

        var instance = answer.Header("x-elsa-workflow-instance-id")!;
        var journal = (await _studio.GetAsync($"workflow-instances/{instance}/journal?take=50")).Ok()["items"]!.AsArray();
        journal.First(line => line!["activityId"]!.GetValue<string>() == "write")!["activityState"]!["Text"]!.GetValue<string>().Should().Be("hello 3");
        (await _studio.GetAsync($"workflow-instances/{instance}/journal/write")).Ok()["eventName"]!.GetValue<string>().Should().Be("Completed");
        (await _studio.GetAsync($"activity-executions/count?WorkflowInstanceId={instance}&ActivityId=write")).Ok()["count"]!.GetValue<int>().Should().Be(1);
        (await _studio.GetAsync($"workflow-definitions/{id}/execute?input=nonsense")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task UpdateReferences_MovesUsersToThePublishedVersion()
    {
        var part = Models.WriteThenWait();
        part["options"]!["usableAsActivity"] = true;
        var used = (await _studio.SaveAsync(part, publish: true)).AsObject();
        var user = Models.One(used["name"]!.GetValue<string>().Replace(" ", "", StringComparison.Ordinal), members:
            $", \"workflowDefinitionId\": \"{used["definitionId"]}\", \"workflowDefinitionVersionId\": \"{used["id"]}\", \"latestAvailablePublishedVersion\": 1");
        var consumer = (await _studio.SaveAsync(user, publish: true))["definitionId"]!.GetValue<string>();
        var newer = (await _studio.SaveAsync(await _studio.OpenAsync(used["definitionId"]!.GetValue<string>()), publish: true))["id"]!.GetValue<string>();

        (await _studio.PostAsync($"workflow-definitions/{used["definitionId"]}/update-references", new JsonObject())).Ok();

        (await _studio.OpenAsync(consumer))["root"]!["activities"]![0]!["workflowDefinitionVersionId"]!.GetValue<string>().Should().Be(newer);
    }
}
