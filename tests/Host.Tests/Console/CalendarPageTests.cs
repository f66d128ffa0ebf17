using FluentAssertions;
using GridGov.Workflow.Host.Tests.Browser;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>The system administrator enters a year from the published paper: faults by their place, what changes, then in force.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class CalendarPageTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Year_EnteredByHand_IsCheckedShownAndPutInForce()
    {
        await using var admin = await ConsoleScreen.OpenAsync(fixture, "admin-system");
        await admin.GoAsync("/admin/calendars");
        await admin.Page.WaitForSelectorAsync(".months table");
        (await admin.Page.Locator(".months table").CountAsync()).Should().Be(12);

        await EnterAsync(admin, "#year", "2031");
        await EnterAsync(admin, "#source", "国务院办公厅关于2031年部分节假日安排的通知");
        await EnterAsync(admin, "#off", "元旦 01-01\n春节 01-23 01-31");
        await EnterAsync(admin, "#weekends", "01-20");
        await admin.Page.ClickAsync("form:has(#year) button[type=submit]");
        await admin.Page.WaitForSelectorAsync(".problem li");
        (await admin.Page.InnerTextAsync(".problem")).Should().Contain("workingWeekends[0]").And.Contain("只有周六、周日");

        await EnterAsync(admin, "#weekends", "01-19");
        await admin.Page.ClickAsync("form:has(#year) button[type=submit]");
        await admin.Page.WaitForSelectorAsync("#change-title");
        (await admin.Page.InnerTextAsync("section[aria-labelledby=change-title]")).Should().Contain("2031 年已公布").And.Contain("2031-01-19 星期日：改为上班").And.Contain("2031-01-23 星期四：改为休息");
        await admin.ShootAsync("calendar-change");
        await admin.Page.ClickAsync("button:has-text('确认生效')");
        await admin.Page.WaitForSelectorAsync("#year-title:has-text('2031')");

        (await admin.Page.InnerTextAsync(".done-note")).Should().Contain("已生效");
        (await admin.Page.InnerTextAsync(".months table >> nth=0")).Should().Contain("班").And.Contain("休");
        (await fixture.City.As("admin-system").GetAsync("/api/calendars/2031")).Ok()["isPublished"]!.GetValue<bool>().Should().BeTrue();
        await admin.ShootAsync("calendar");
    }

    private static async Task EnterAsync(ConsoleScreen screen, string field, string text)
    {
        await screen.Page.FillAsync(field, text);
        await screen.Page.DispatchEventAsync(field, "change");
    }
}
