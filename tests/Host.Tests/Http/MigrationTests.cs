using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>Running cases and instances move to another version of their process, over REST.</summary>
[Collection(HostCollection.Name)]
public sealed class MigrationTests(HostFixture fixture)
{
    private readonly Api _api = new(fixture.Host);
    private readonly City _city = new(fixture.Host);

    [Fact]
    public async Task Migrate_CaseOnTheShippedLifecycle_RunsTheNewStepAndProvesItsHistory()
    {
        var number = await _city.ReceivedCaseAsync();
        var instance = await InstanceAsync(number);
        var version = await PublishLifecycleAsync(lifecycle => AddStep(lifecycle, "archive-note"));
        var before = (await _api.GetAsync($"/api/instances/{instance}")).Ok();

        var forecast = (await _api.PostAsync($"/api/instances/{instance}/migrate", new JsonObject { ["dryRun"] = true })).Ok();
        forecast["isPossible"]!.GetValue<bool>().Should().BeTrue(forecast.ToJsonString());
        forecast["toVersion"]!.GetValue<int>().Should().Be(version);
        forecast["tasks"]!.GetValue<int>().Should().Be(1);

        var body = new JsonObject { ["reason"] = "启用新版流程" };
        var key = Guid.NewGuid().ToString();
        (await _api.PostAsync($"/api/instances/{instance}/migrate", body, key)).Ok()["result"]!["toVersion"]!.GetValue<int>().Should().Be(version);
        (await _api.PostAsync($"/api/instances/{instance}/migrate", body, key)).Ok()["repeated"]!.GetValue<bool>().Should().BeTrue();

        var after = (await _api.GetAsync($"/api/instances/{instance}")).Ok();
        after["version"]!.GetValue<int>().Should().Be(version);
        after["waiting"]!.ToJsonString().Should().Be(before["waiting"]!.ToJsonString(), "tasks and timers stay the same rows");
        (await _city.ReplyAsync(number)).Ok();
        (await _city.VerifyAsync(number, passed: true)).Ok();
        (await _city.EvaluateAsync(number)).Ok();
        (await _city.CaseAsync(number))["state"]!.GetValue<string>().Should().Be("Closed");
        (await _city.CaseAsync(number))["incidents"]!.AsArray().Should().BeEmpty();
        (await _api.GetAsync($"/api/cases/{number}/replay")).Ok()["outcome"]!.GetValue<string>().Should().Be("Equal");
        (await _api.PostAsync("/api/audit/verify", new JsonObject { ["caseNumber"] = number })).Ok()["isIntact"]!.GetValue<bool>().Should().BeTrue();
        var journal = (await _api.GetAsync($"/elsa/api/workflow-instances/{instance}/journal?pageSize=1000")).Ok()["items"]!.AsArray();
        journal.Should().ContainSingle(line => line!["eventName"]!.GetValue<string>() == "版本迁移").Which!["message"]!.GetValue<string>().Should().Contain("启用新版流程");
    }

    [Fact]
    public async Task Migrate_RunningStepRemoved_IsRefusedWithAllFaultsInChinese()
    {
        var id = await PublishAndStartAsync("migrate-refused");
        await PublishAsync("migrate-refused", "u");

        var answer = await _api.PostAsync($"/api/instances/{id}/migrate", new JsonObject { ["reason"] = "试" });

        answer.Status.Should().Be(409);
        answer.Json["code"]!.GetValue<string>().Should().Be("migrate.faults");
        answer.Json["faults"]![0]!["message"]!.GetValue<string>().Should().Contain("正在运行");
        (await _api.PostAsync($"/api/instances/{id}/migrate", new JsonObject())).Json["field"]!.GetValue<string>().Should().Be("reason");
        (await _api.PostAsync($"/api/instances/{id}/migrate", new JsonObject { ["toVersion"] = 99, ["reason"] = "试" })).Status.Should().Be(404);
        (await _city.As("handler-sw").PostAsync($"/api/instances/{id}/migrate", new JsonObject { ["reason"] = "试" })).Status.Should().Be(403);
        (await _api.PostAsync($"/api/instances/{id}/migrate", new JsonObject { ["reason"] = "试", ["mapping"] = new JsonObject { ["t"] = "u" } })).Ok();
    }

    [Fact]
    public async Task MigrateMany_RehearsedAndThenDone_TellsOfEachInstance()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add(await PublishAndStartAsync("migrate-many"));
        await PublishAsync("migrate-many", "t", "after");

        var rehearsed = await EndedAsync(new JsonObject { ["reason"] = "试", ["dryRun"] = true });
        rehearsed["movable"]!.GetValue<int>().Should().Be(3);
        var done = await EndedAsync(new JsonObject { ["reason"] = "启用新版" });

        done["moved"]!.GetValue<int>().Should().Be(3);
        done["state"]!.GetValue<string>().Should().Be("Ended");
        var items = (await _api.GetAsync($"/api/migrations/{done["id"]}/items?outcome=Moved")).Ok()["items"]!.AsArray();
        items.Select(item => item!["instanceId"]!.GetValue<string>()).Should().BeEquivalentTo(ids);
        foreach (var id in ids) (await _api.GetAsync($"/api/instances/{id}")).Ok()["version"]!.GetValue<int>().Should().Be(2);
        (await _api.GetAsync("/api/admin-log?action=migration.start")).Ok()["items"]!.AsArray().Should().Contain(row => row!["target"]!.GetValue<string>() == done["id"]!.GetValue<string>());
    }

    private async Task<JsonNode> EndedAsync(JsonObject body)
    {
        var started = await _api.PostAsync("/api/definitions/migrate-many/migrate", body, Guid.NewGuid().ToString());
        started.Status.Should().Be(202, started.Text);
        var id = started.Json["id"]!.GetValue<string>();
        return await Eventually.GetAsync(
            async () => (await _api.GetAsync($"/api/migrations/{id}")).Ok() is var batch && batch["state"]!.GetValue<string>() != "Running" ? batch : null,
            async () => (await _api.GetAsync($"/api/migrations/{id}")).Text, TestContext.Current.CancellationToken);
    }

    private async Task<string> PublishAndStartAsync(string definition)
    {
        if ((await _api.GetAsync($"/api/definitions/{definition}")).Status == 404) await PublishAsync(definition, "t");
        return await TestDefinitions.StartAsync(_api, definition, Guid.NewGuid().ToString());
    }

    private async Task PublishAsync(string definition, params string[] tasks)
    {
        var activities = tasks.Select(task => (JsonNode)new JsonObject { ["id"] = task, ["type"] = "Elsa.RunTask", ["version"] = 1, ["taskName"] = Literal(task) });
        (await _api.PostAsync("/api/definitions/import?publish=true", new JsonObject
        {
            ["definitionId"] = definition,
            ["name"] = definition,
            ["root"] = new JsonObject { ["id"] = "s", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray([.. activities]) },
        })).Ok();
    }

    private async Task<int> PublishLifecycleAsync(Action<JsonObject> edit)
    {
        var lifecycle = (await _api.GetAsync("/api/definitions/case-lifecycle")).Ok().AsObject();
        edit(lifecycle);
        return (await _api.PostAsync("/api/definitions/import?publish=true", lifecycle)).Ok()["version"]!.GetValue<int>();
    }

    // A step of no effect between the evaluation and what follows it.
    private static void AddStep(JsonObject lifecycle, string id)
    {
        var chart = FindChart(lifecycle["root"]!.AsObject());
        var close = chart["activities"]!.AsArray().First(activity => activity!["type"]!.GetValue<string>() == "GridGov.CloseCase")!["id"]!.GetValue<string>();
        chart["activities"]!.AsArray().Add(new JsonObject { ["id"] = id, ["type"] = "Elsa.WriteLine", ["version"] = 1, ["text"] = Literal("办结前登记") });
        foreach (var connection in chart["connections"]!.AsArray().Where(connection => connection!["target"]!["activity"]!.GetValue<string>() == close))
            connection!["target"]!["activity"] = id;
        chart["connections"]!.AsArray().Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = id, ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = close, ["port"] = "In" },
        });
    }

    private static JsonObject FindChart(JsonObject activity) =>
        activity["type"]!.GetValue<string>() == "Elsa.Flowchart" ? activity : activity["activities"]!.AsArray().Select(child => FindChart(child!.AsObject())).First();

    private static JsonObject Literal(string text) =>
        new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = text } };

    private async Task<string> InstanceAsync(string number) =>
        (await _api.GetAsync($"/api/instances?correlationId={number}")).Ok()["items"]!.AsArray().Single(item => item!["definitionId"]!.GetValue<string>() == "case-lifecycle")!["id"]!.GetValue<string>();
}
