using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.OpenApi;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>The API describes itself, so that a program can be generated from it and a person need not guess.</summary>
[Collection(HostCollection.Name)]
public sealed class OpenApiTests(HostFixture fixture)
{
    [Fact]
    public async Task Document_NamesRoutesWithTheirBodies()
    {
        var document = await ReadAsync();

        document["paths"]!.AsObject().Select(path => path.Key).Should().Contain(["/api/cases", "/api/tasks/{id}/complete", "/api/audit/verify", "/api/assessment/rates"]);
        Schema(document, "CompleteTaskRequest").Select(member => member.Key).Should().BeEquivalentTo("outcome", "data");
        Schema(document, "CaseSummary")["reworkCount"]!["type"]!.GetValue<string>().Should().Be("integer");
        document["components"]!["securitySchemes"]!.AsObject().Select(scheme => scheme.Key).Should().BeEquivalentTo("ApiKey", "Bearer");
        Schema(document, ApiDocument.Problem).Select(member => member.Key).Should().Contain(["code", "field", "value", "allowed"]);
    }

    [Fact]
    public async Task EveryOperation_HasNameSummaryAnswersAndGroup()
    {
        var document = await ReadAsync();
        var operations = Operations(document).ToList();

        operations.Select(operation => operation.Route).Should().BeEquivalentTo(ApiTexts.Chinese.Operations.Keys, "each route has its words, and none is left from a route of the past");
        operations.Select(operation => operation.Body["operationId"]?.GetValue<string>()).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        foreach (var (route, body) in operations)
        {
            body["summary"]!.GetValue<string>().Should().NotBeEmpty(route);
            body["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()).Should().BeSubsetOf(ApiTexts.Chinese.Tags.Keys, route);
            body["responses"]!["default"]!["content"]!["application/problem+json"].Should().NotBeNull(route);
            foreach (var parameter in body["parameters"]?.AsArray() ?? []) parameter!["description"].Should().NotBeNull("{0}: {1}", route, parameter["name"]);
            var answers = body["responses"]!.AsObject().Where(answer => answer.Key.StartsWith('2')).ToList();
            answers.Should().ContainSingle(route);
            if (answers[0].Key != "204") answers[0].Value!["content"]!.AsObject().Should().NotBeEmpty(route).And.OnlyContain(content => content.Value!["schema"] != null, route);
        }
    }

    [Fact]
    public async Task Headers_AreTold_WhereTheyCount()
    {
        var operations = Operations(await ReadAsync()).ToDictionary(operation => operation.Route, operation => operation.Body, StringComparer.Ordinal);

        Headers("POST /api/cases").Should().BeEquivalentTo("Idempotency-Key", "X-Acting-User");
        Headers("POST /api/keys").Should().BeEquivalentTo(["X-Acting-User"], "a key is shown once, so its making is not repeated");
        Headers("GET /api/cases").Should().BeEquivalentTo("X-Acting-User");
        Headers("GET /public/cases/{queryCode}").Should().BeEmpty();
        operations["GET /public/cases/{queryCode}"]["security"]!.AsArray().Should().BeEmpty("the public needs no key");
        operations["POST /api/cases"]["responses"]!.AsObject().Select(answer => answer.Key).Should().BeEquivalentTo("201", "default");

        IEnumerable<string> Headers(string route) => (operations[route]["parameters"]?.AsArray() ?? [])
            .Where(parameter => parameter!["in"]!.GetValue<string>() == "header").Select(parameter => parameter!["name"]!.GetValue<string>());
    }

    private async Task<JsonNode> ReadAsync() => (await new Api(fixture.Host).GetAsync("/openapi/v1.json")).Ok();

    private static IEnumerable<(string Route, JsonNode Body)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (operation.Key.ToUpperInvariant() + " " + path.Key, operation.Value!);

    private static JsonObject Schema(JsonNode document, string name) => document["components"]!["schemas"]![name]!["properties"]!.AsObject();
}
