using FluentAssertions;
using GridGov.Workflow.Host.Tests.Browser;
using GridGov.Workflow.Host.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>What administrators do when something stands still, and what they keep, as they do it in the console.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class RepairPagesTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Incident_SkippedOnThePage_GoesOn()
    {
        var system = new Api(fixture.Host);
        await TestDefinitions.PublishAsync(system, "one-fault");
        var instance = await TestDefinitions.StartAsync(system, "one-fault", "skip-on-page");
        await using var admin = await ConsoleScreen.OpenAsync(fixture, "admin-system");
        await admin.GoAsync("/admin/effects");
        var incident = admin.Page.Locator($"ul.cards li:has-text('{instance}')");
        await incident.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameString = "处理" }).ClickAsync();
        await incident.GetByLabel("跳过此步").CheckAsync();
        await incident.GetByLabel("原因").FillAsync("现场已人工办理");
        await admin.ShootAsync("incident");

        await incident.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameString = "执行" }).ClickAsync();

        await admin.Page.WaitForSelectorAsync("[role=status]:has-text('已跳过。')");
        await incident.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        (await system.GetAsync($"/api/instances/{instance}")).Ok()["status"]!.GetValue<string>().Should().Be("Finished");
    }

    [Fact]
    public async Task Hold_SetOnThePage_IsCountedByARoundThatIsWatched()
    {
        var number = await fixture.City.ReportAsync();
        await using (var leader = await ConsoleScreen.OpenAsync(fixture, "duty-leader"))
        {
            await leader.GoAsync("/admin/retention");
            await leader.Page.FillAsync("#hold-case", number);
            await leader.Page.FillAsync("#hold-reason", "行政复议");
            await leader.Page.ClickAsync("section[aria-labelledby=hold-title] button");
            await leader.Page.WaitForSelectorAsync($"section[aria-labelledby=holds-title] li:has-text('{number}')");
            await leader.ShootAsync("holds");
        }

        await using var admin = await ConsoleScreen.OpenAsync(fixture, "admin-system");
        await admin.GoAsync("/admin/retention");
        await admin.Page.FillAsync("#archive-reason", "年度试算");
        await admin.Page.ClickAsync("section[aria-labelledby=archive-title] button:has-text('试算')");

        // Without a reload: the page follows the round to its end.
        await admin.Page.WaitForSelectorAsync("section[aria-labelledby=runs-title] li:has-text('年度试算') .badge:has-text('试算完成')");
        (await admin.Page.InnerTextAsync("section[aria-labelledby=holds-title]")).Should().Contain(number);
        await admin.ShootAsync("archiving");
    }
}
