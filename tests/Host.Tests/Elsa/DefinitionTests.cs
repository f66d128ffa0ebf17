using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>Routes 13 to 24: lists, versions, rights (elsa-studio-contract.md §7.2).</summary>
[Collection(HostCollection.Name)]
public sealed class DefinitionTests(HostFixture fixture) : IDisposable
{
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task Create_ModelWithoutIds_AnswersWithIdsLinksAndNodeIds()
    {
        var answer = (await _studio.PostAsync("workflow-definitions", new JsonObject { ["model"] = Models.WriteThenWait(), ["publish"] = null })).Ok();

        var definition = answer["workflowDefinition"]!;
        definition["id"]!.GetValue<string>().Should().NotBeEmpty();
        definition["definitionId"]!.GetValue<string>().Should().NotBeEmpty();
        definition["version"]!.GetValue<int>().Should().Be(1);
        definition["isLatest"]!.GetValue<bool>().Should().BeTrue();
        definition["isPublished"]!.GetValue<bool>().Should().BeFalse();
        definition["root"]!["activities"]![1]!["nodeId"]!.GetValue<string>().Should().Be("Workflow1:flow:wait");
        Rels(definition).Should().Contain(["self", "versions", "execute", "export", "publish", "retract", "delete", "import"]);
        answer["alreadyPublished"]!.GetValue<bool>().Should().BeFalse();
        answer["consumingWorkflowCount"]!.GetValue<int>().Should().Be(0);
        answer["validationErrors"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task List_AsStudioAsks_HasPageLinksAndSummaries()
    {
        var name = Models.NewName("列表");
        var saved = await _studio.SaveAsync(Models.WriteThenWait(name));

        var page = (await _studio.GetAsync(
            $"workflow-definitions?versionOptions=Latest&Page=0&PageSize=10&SearchTerm={Uri.EscapeDataString(name)}&IsSystem=False&OrderDirection=Ascending")).Ok();

        page["totalCount"]!.GetValue<int>().Should().Be(1);
        Rels(page).Should().Contain(["bulk-publish", "bulk-retract", "create", "import"]);
        var item = page["items"]![0]!;
        item["definitionId"]!.GetValue<string>().Should().Be(saved["definitionId"]!.GetValue<string>());
        item["materializerName"]!.GetValue<string>().Should().Be("Json");
        item["isMaterializerAvailable"]!.GetValue<bool>().Should().BeTrue();
        Rels(item).Should().Contain("publish");
        (await _studio.GetAsync($"workflow-definitions?versionOptions=&Ids={saved["id"]}")).Ok()["items"]!.AsArray().Should().ContainSingle();
        (await _studio.GetAsync($"workflow-definitions?versionOptions=Published&DefinitionIds={saved["definitionId"]}")).Ok()["items"]!.AsArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData("duty-leader")]
    [InlineData("auditor")]
    public async Task Reader_SeesNoEditLinks_AndMayNotPost(string person)
    {
        using var reader = new Studio(fixture.Host, person);

        var page = (await reader.GetAsync("workflow-definitions?versionOptions=Latest&Page=0&PageSize=1")).Ok();
        var definition = await reader.OpenAsync("joint-meeting");
        var post = await reader.PostAsync("workflow-definitions", new JsonObject { ["model"] = Models.WriteThenWait() });

        Rels(page).Should().NotContain("bulk-publish");
        Rels(page["items"]![0]!).Should().NotContain("publish");
        Rels(definition).Should().NotContain("publish");
        post.Status.Should().Be(HttpStatusCode.Forbidden);
        post.Errors.Should().Contain("治理办");
    }

    [Fact]
    public async Task Stranger_GetsNothing()
    {
        using var worker = new Studio(fixture.Host, "worker-01");

        (await worker.GetAsync("workflow-definitions")).Status.Should().Be(HttpStatusCode.Forbidden);
        using var nobody = new HttpClient { BaseAddress = fixture.Host.Address };
        (await nobody.GetAsync("/elsa/api/workflow-definitions", TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task PublishRetractRevertDelete_FollowTheVersionRules()
    {
        var first = await _studio.SaveAsync(Models.WriteThenWait(), publish: true);
        var id = first["definitionId"]!.GetValue<string>();
        var edited = await _studio.OpenAsync(id);
        edited["description"] = "第二版";
        (await _studio.SaveAsync(edited))["version"]!.GetValue<int>().Should().Be(2);

        (await _studio.PostAsync($"workflow-definitions/{id}/publish", new JsonObject())).Ok()["workflowDefinition"]!["isPublished"]!.GetValue<bool>().Should().BeTrue();
        (await _studio.PostAsync($"workflow-definitions/{id}/publish", new JsonObject())).Ok()["alreadyPublished"]!.GetValue<bool>().Should().BeTrue();
        (await _studio.PostAsync($"workflow-definitions/{id}/retract", new JsonObject())).Ok()["isPublished"]!.GetValue<bool>().Should().BeFalse();
        var again = await _studio.PostAsync($"workflow-definitions/{id}/retract", new JsonObject());
        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.Errors.Should().Contain("没有已发布的版本");

        var reverted = (await _studio.PostAsync($"workflow-definitions/{id}/revert/1")).Ok();
        reverted["version"]!.GetValue<int>().Should().Be(3);
        var history = (await _studio.GetAsync(
            $"workflow-definitions?versionOptions=AllVersions&DefinitionIds={id}&OrderBy=Version&OrderDirection=Descending&Page=0&PageSize=10")).Ok();
        history["items"]!.AsArray().Select(item => item!["version"]!.GetValue<int>()).Should().Equal(3, 2, 1);
        (await _studio.GetAsync($"workflow-definitions/{id}/versions")).Ok().AsArray().Should().HaveCount(3);

        (await _studio.DeleteAsync($"workflow-definition-versions/{reverted["id"]}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await _studio.DeleteAsync($"workflow-definitions/{id}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await _studio.DeleteAsync($"workflow-definitions/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await _studio.GetAsync($"workflow-definitions/by-definition-id/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Publish_WithFaults_Is400WithChineseTexts()
    {
        var model = Models.WriteThenWait();
        model["root"]!["activities"]![0]!["text"]!["expression"]!["value"] = "getCount( +";

        var answer = await _studio.PostAsync("workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = true });

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json["statusCode"]!.GetValue<int>().Should().Be(400);
        answer.Json["message"]!.GetValue<string>().Should().NotBeEmpty();
        answer.Errors.Should().MatchRegex(@"\p{IsCJKUnifiedIdeographs}");
    }

    [Fact]
    public async Task BulkActions_ListWhatBecameOfEach()
    {
        var good = (await _studio.SaveAsync(Models.WriteThenWait()))["definitionId"]!.GetValue<string>();
        var bad = Models.WriteThenWait();
        bad["root"]!["activities"]![1]!["id"] = "write";
        var broken = (await _studio.SaveAsync(bad))["definitionId"]!.GetValue<string>();
        var ids = new JsonObject { ["definitionIds"] = new JsonArray(good, broken, "nobody") };

        var published = (await _studio.PostAsync("bulk-actions/publish/workflow-definitions/by-definition-ids", ids)).Ok();
        Texts(published["published"]).Should().Equal(good);
        Texts(published["failed"]).Should().Equal(broken);
        Texts(published["notFound"]).Should().Equal("nobody");
        published["alreadyPublished"]!.AsArray().Should().BeEmpty();
        published["updatedConsumers"]!.AsArray().Should().BeEmpty();

        var retracted = (await _studio.PostAsync("bulk-actions/retract/workflow-definitions/by-definition-ids", ids)).Ok();
        Texts(retracted["retracted"]).Should().Equal(good);
        Texts(retracted["alreadyRetracted"]).Should().Equal(broken);
        Texts(retracted["notFound"]).Should().Equal("nobody");

        (await _studio.PostAsync("bulk-actions/delete/workflow-definitions/by-definition-id", ids)).Ok()["deleted"]!.GetValue<int>().Should().Be(2);
    }

    [Fact]
    public async Task NameAndCount_AreAnswered()
    {
        var name = Models.NewName("唯一");
        var saved = await _studio.SaveAsync(Models.WriteThenWait(name));
        var query = "workflow-definitions/validation/is-name-unique?name=" + Uri.EscapeDataString(name);

        (await _studio.GetAsync(query)).Ok()["isUnique"]!.GetValue<bool>().Should().BeFalse();
        (await _studio.GetAsync($"{query}&definitionId={saved["definitionId"]}")).Ok()["isUnique"]!.GetValue<bool>().Should().BeTrue();
        (await _studio.GetAsync("workflow-definitions/query/count")).Ok()["count"]!.GetValue<int>().Should().BeGreaterThan(5);
    }

    [Theory]
    [InlineData("no-such-thing")]
    [InlineData("workflow-definitions/by-id/none")]
    [InlineData("activity-executions/by-id?id=none")]
    [InlineData("workflow-instances/none")]
    public async Task Unknown_Is404ProblemWithErrors(string path)
    {
        var answer = await _studio.GetAsync(path);

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Header("Content-Type").Should().StartWith("application/problem+json");
        answer.Errors.Should().NotBeEmpty();
    }

    private static IEnumerable<string> Rels(JsonNode node) => node["links"]!.AsArray().Select(link => link!["rel"]!.GetValue<string>());

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => item!.GetValue<string>());
}
