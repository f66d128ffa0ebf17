using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Activities.Partners;
using GridGov.Workflow.Activities.Tests.Partners;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Departments;

public sealed class DepartmentApiHandlerTests : PartnerFixture
{
    private const string Base = "GridGov:DepartmentApi:BaseAddress";
    private const string Unit = "410999-CG";

    private static readonly object Payload = new
    {
        unit = Unit,
        caseNumber = "41099920260310000001",
        orderId = "41099920260310000001-1",
        action = "notify-order",
        body = new { title = "占道经营", requester = "pd:who", note = "pd:erased", tags = new[] { "pd:name", "x" } },
    };

    [Fact]
    public async Task DeliverAsync_Accepted_ReturnsTheAnswerAndSendsTheKey()
    {
        Server.Answer = PartnerServer.Status(202, """{"receipt":"CG-7"}""");

        var result = await NotifyAsync();

        result.GetProperty("receipt").GetString().Should().Be("CG-7");
        var seen = Server.Requests.Single();
        seen.Path.Should().Be("/departments/410999-CG/actions/notify-order");
        seen.Key.Should().Be("i/a/1");
        seen.Body.GetProperty("unit").GetString().Should().Be(Unit);
        seen.Body.GetProperty("orderId").GetString().Should().Be("41099920260310000001-1");
        seen.Body.GetProperty("body").GetProperty("title").GetString().Should().Be("占道经营");
    }

    [Fact]
    public async Task DeliverAsync_PersonalReferences_AreResolvedOnceWithTheirPurpose()
    {
        await NotifyAsync();

        var body = Server.Requests.Single().Body.GetProperty("body");
        body.GetProperty("requester").GetProperty("name").GetString().Should().Be("王小明");
        body.GetProperty("requester").GetProperty("phone").GetString().Should().Be("13800001234");
        body.GetProperty("tags")[0].GetString().Should().Be("王小明");
        body.GetProperty("note").ValueKind.Should().Be(JsonValueKind.Null);
        Values.Accesses.Should().Equal(
            "pd:who department-api/410999-CG/notify-order", "pd:erased department-api/410999-CG/notify-order", "pd:name department-api/410999-CG/notify-order");
    }

    [Fact]
    public async Task DeliverAsync_AnswerEchoesPersonalValues_TheyAreTakenOut()
    {
        Server.Answer = PartnerServer.Status(200, """{"note":"已联系王小明（13800001234）"}""");

        var result = await NotifyAsync();

        result.GetProperty("note").GetString().Should().Be("已联系pd:who（pd:who）");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(302)]
    public async Task DeliverAsync_Refused_IsNotTriedAgain(int status)
    {
        Server.Answer = PartnerServer.Status(status, """{"detail":"王小明的诉求不属我局职责"}""");

        var refusal = (await FluentActions.Awaiting(NotifyAsync).Should().ThrowAsync<EffectRefusedException>()).Which;

        refusal.Code.Should().Be("department.refused");
        refusal.Message.Should().Be($"“410999-CG”拒绝了“notify-order”（HTTP {status}）：pd:who的诉求不属我局职责");
        refusal.Details.GetProperty("status").GetInt32().Should().Be(status);
        refusal.Details.GetProperty("answer").GetProperty("detail").GetString().Should().Be("pd:who的诉求不属我局职责");
        Server.Requests.Should().HaveCount(1);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task DeliverAsync_Unavailable_TriesOnceMoreThenThrows(int status)
    {
        Server.Answer = PartnerServer.Status(status, "王小明");

        var error = (await FluentActions.Awaiting(NotifyAsync).Should().ThrowAsync<PartnerUnavailableException>()).Which;

        error.Message.Should().Be($"department-api '410999-CG' did not take 'notify-order': HTTP {status}.");
        Server.Requests.Should().HaveCount(2).And.OnlyContain(seen => seen.Key == "i/a/1");
    }

    [Fact]
    public async Task DeliverAsync_OneFault_IsCuredInsideTheDelivery()
    {
        Server.Answer = (n, context) => PartnerServer.Status(n == 1 ? 503 : 200, """{"receipt":"late"}""")(n, context);

        (await NotifyAsync()).GetProperty("receipt").GetString().Should().Be("late");
    }

    [Fact]
    public async Task DeliverAsync_NobodyListens_Throws()
    {
        await Server.DisposeAsync();

        var error = (await FluentActions.Awaiting(NotifyAsync).Should().ThrowAsync<PartnerUnavailableException>()).Which;

        error.Message.Should().Be("department-api '410999-CG' did not take 'notify-order': HttpRequestException.");
    }

    [Fact]
    public async Task DeliverAsync_NoAnswerInTime_Throws()
    {
        Server.Answer = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

        var delivery = () => DeliverAsync("department-api", Payload, settings: [
            (Base, Server.Address + "/departments"), ("GridGov:DepartmentApi:AttemptTimeout", "00:00:00.150"), ("GridGov:DepartmentApi:TotalTimeout", "00:00:00.900")]);

        (await delivery.Should().ThrowAsync<PartnerUnavailableException>()).Which.Message.Should().Contain("TimeoutRejectedException");
    }

    [Fact]
    public async Task DeliverAsync_AnswerIsNoJson_IsRefusedWithoutItsText()
    {
        Server.Answer = PartnerServer.Status(200, "<html>王小明</html>");

        var refusal = (await FluentActions.Awaiting(NotifyAsync).Should().ThrowAsync<EffectRefusedException>()).Which;

        refusal.Code.Should().Be("department.answer-invalid");
        refusal.Message.Should().NotContain("王小明");
    }

    [Fact]
    public async Task DeliverAsync_UnitWithoutAddress_NamesUnitAndOption()
    {
        var delivery = () => DeliverAsync("department-api", Payload);

        var refusal = (await delivery.Should().ThrowAsync<EffectRefusedException>()).Which;
        refusal.Code.Should().Be("department.not-configured");
        refusal.Message.Should().Be(
            "单位“410999-CG”没有接口地址。请配置 GridGov:DepartmentApi:Units:410999-CG:BaseAddress，或配置默认地址 GridGov:DepartmentApi:BaseAddress。");
    }

    [Fact]
    public async Task DeliverAsync_UnitWithItsOwnAddress_IsCalledThereWithItsKey()
    {
        await DeliverAsync("department-api", Payload, settings: [
            (Base, "https://unused.example/"),
            ("GridGov:DepartmentApi:Units:410999-CG:BaseAddress", Server.Address + "/cg/api"),
            ("GridGov:DepartmentApi:Units:410999-CG:ApiKey", "k-123")]);

        var seen = Server.Requests.Single();
        seen.Path.Should().Be("/cg/api/actions/notify-order");
        seen.ApiKey.Should().Be("k-123");
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("")]
    [InlineData("a/b")]
    public async Task DeliverAsync_BadAction_IsRefused(string action)
    {
        var delivery = () => DeliverAsync("department-api", new { unit = Unit, caseNumber = "1", action }, settings: (Base, Server.Address));

        (await delivery.Should().ThrowAsync<EffectRefusedException>()).Which.Code.Should().Be("department.payload-invalid");
        Server.Requests.Should().BeEmpty();
    }

    private Task<JsonElement> NotifyAsync() => DeliverAsync("department-api", Payload, settings: (Base, Server.Address + "/departments/"));
}
