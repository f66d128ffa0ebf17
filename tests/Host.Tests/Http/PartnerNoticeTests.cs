using FluentAssertions;
using GridGov.Workflow.Host.Demo;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;
using City = GridGov.Workflow.Host.Tests.Hosting.City;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>Systems of departments and grids hear of orders and verifications, by the contracts docs/department-api.yaml and docs/grid-api.yaml.</summary>
public sealed class PartnerNoticeTests : IAsyncLifetime
{
    private DepartmentServer _partners = null!;
    private IRunningHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _partners = await DepartmentServer.StartAsync(_ => Manner.Prompt, TestContext.Current.CancellationToken);

        // The water office alone has a system; of the grids, all have.
        _host = await InProcessHost.StartAsync(
            null, "--virtual-clock", "true", $"--GridGov:DepartmentApi:Units:{City.Water}:BaseAddress", $"{_partners.Address}/departments/{City.Water}",
            "--GridGov:GridApi:BaseAddress", _partners.Address + "/grids");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _partners.DisposeAsync();
    }

    [Fact]
    public async Task OrderAndReply_AreToldOnce_AndAConfidentialComplainantStaysUnknown()
    {
        var city = new City(_host);
        var open = await city.ReceivedCaseAsync();
        var report = City.Report("请查处，不要告诉被投诉单位。");
        report["requester"]!["isConfidential"] = true;
        var hidden = await city.ReportAsync(report);
        (await city.DoAsync(hidden, "clerk-01", "FactCheck", "Filed", new() { ["standardId"] = "C0101-1" })).Ok();
        (await city.DoAsync(hidden, "dispatcher-01", "Divert", "Assign", new() { ["leadUnit"] = City.Water })).Ok();
        (await city.ReplyAsync(open)).Ok();
        await new Api(_host).SettleAsync();

        var orders = _partners.Notices.Where(notice => notice.Kind == "department").ToList();
        orders.Select(notice => (notice.CaseNumber, notice.Action)).Should().BeEquivalentTo([(open, "notify-order"), (hidden, "notify-order")]);
        var told = orders.Single(notice => notice.CaseNumber == open).Body;
        told.GetProperty("description").GetProperty("description").GetString().Should().Be("井盖破损，夜间有人绊倒。");
        told.GetProperty("requester").ToString().Should().Contain("13900000000");
        orders.Single(notice => notice.CaseNumber == hidden).Body.ToString().Should().NotContain("周女士").And.NotContain("13900000000").And.NotContain("不要告诉");

        var verification = _partners.Notices.Single(notice => notice.Kind == "grid");
        (verification.CaseNumber, verification.Code, verification.Action).Should().Be((open, City.Grid, "verification-task"));
        verification.Body.GetProperty("reply").GetString().Should().Be("已更换井盖。");
        _partners.Repeats.Should().Be(0);
        (await new Api(_host).GetAsync("/api/effects?state=parked")).Ok()["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task UnitWithoutASystem_CostsNoMessage()
    {
        var city = new City(_host);
        var number = await city.ReportAsync();
        (await city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new() { ["standardId"] = "C0101-1" })).Ok();
        (await city.DoAsync(number, "dispatcher-01", "Divert", "Assign", new() { ["leadUnit"] = "410999-CG" })).Ok();
        await new Api(_host).SettleAsync();

        _partners.Notices.Where(notice => notice.CaseNumber == number).Should().BeEmpty();
        (await new Api(_host).GetAsync("/api/effects?state=parked")).Ok()["items"]!.AsArray().Should().BeEmpty();
        (await new Api(_host).GetAsync($"/api/cases/{number}/replay")).Ok()["outcome"]!.GetValue<string>().Should().Be("Equal");
    }
}
