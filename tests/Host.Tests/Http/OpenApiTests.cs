using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>The API describes itself.</summary>
[Collection(HostCollection.Name)]
public sealed class OpenApiTests(HostFixture fixture)
{
    [Fact]
    public async Task Document_NamesRoutesWithTheirBodies()
    {
        var document = (await new Api(fixture.Host).GetAsync("/openapi/v1.json")).Ok();

        document["paths"]!.AsObject().Select(path => path.Key).Should().Contain(["/api/cases", "/api/tasks/{id}/complete", "/api/audit/verify", "/api/assessment/rates"]);
        document["components"]!["schemas"]!["CompleteTaskRequest"]!["properties"]!.AsObject().Select(member => member.Key).Should().BeEquivalentTo("outcome", "data");
    }
}
