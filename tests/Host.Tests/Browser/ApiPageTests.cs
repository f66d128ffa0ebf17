using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>The page that shows the API: whole without the world outside, and telling it nothing.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ApiPageTests(BrowserFixture fixture)
{
    [Fact]
    public async Task ApiPage_ShowsTheOperationsInChinese_AndAsksNobodyElse()
    {
        await using var window = await fixture.OpenAsync();

        await window.GoAsync("/scalar", drawn: false);
        await window.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "网格治理工作流接口" }).WaitForAsync();
        await window.Page.GetByText("上报案件，立即进入核实").First.WaitForAsync();
        await window.SettleAsync();
        await window.ShootAsync("api");

        window.ForeignRequests().Should().BeEmpty();
        window.Errors().Should().BeEmpty();
        (await window.Page.Locator("html").InnerTextAsync()).Should().NotContain("Ask AI").And.NotContain("Deploy");
    }
}
