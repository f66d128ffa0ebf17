using FluentAssertions;
using GridGov.Workflow.Activities.Tests.Partners;
using GridGov.Workflow.Engine.Runtime;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Grids;

public sealed class GridApiHandlerTests : PartnerFixture
{
    private static readonly object Payload = new { gridCode = "410999101001001", caseNumber = "41099920260310000001", action = "field-task", body = new { reporter = "pd:name" } };

    [Fact]
    public async Task DeliverAsync_Accepted_CallsTheGridBelowTheDefaultAddress()
    {
        var result = await DeliverAsync("grid-api", Payload, settings: ("GridGov:GridApi:BaseAddress", Server.Address + "/grids"));

        result.GetProperty("accepted").GetBoolean().Should().BeTrue();
        var seen = Server.Requests.Single();
        seen.Path.Should().Be("/grids/410999101001001/actions/field-task");
        seen.Body.GetProperty("gridCode").GetString().Should().Be("410999101001001");
        seen.Body.GetProperty("body").GetProperty("reporter").GetString().Should().Be("王小明");
        Values.Accesses.Should().Equal("pd:name grid-api/410999101001001/field-task");
    }

    [Fact]
    public async Task DeliverAsync_Refused_HasTheGridsCode()
    {
        Server.Answer = PartnerServer.Status(422);

        var delivery = () => DeliverAsync("grid-api", Payload, settings: ("GridGov:GridApi:BaseAddress", Server.Address));

        (await delivery.Should().ThrowAsync<EffectRefusedException>()).Which.Code.Should().Be("grid.refused");
    }

    [Fact]
    public async Task DeliverAsync_GridWithoutAddress_NamesGridAndOption()
    {
        var delivery = () => DeliverAsync("grid-api", Payload);

        var refusal = (await delivery.Should().ThrowAsync<EffectRefusedException>()).Which;
        refusal.Code.Should().Be("grid.not-configured");
        refusal.Message.Should().Be(
            "网格“410999101001001”没有接口地址。请配置 GridGov:GridApi:Grids:410999101001001:BaseAddress，或配置默认地址 GridGov:GridApi:BaseAddress。");
    }
}
