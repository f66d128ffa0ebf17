using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using GridGov.Workflow.Host.Tests.Public;
using Microsoft.Playwright;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Browser;

/// <summary>A citizen on a phone: reports with a photo, follows the case, evaluates it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PublicPageBrowserTests(BrowserFixture fixture)
{
    private const int PhoneWidth = 360;

    [Fact]
    public async Task Citizen_OnAPhone_ReportsFollowsAndEvaluates()
    {
        await using var window = await fixture.OpenAsync();
        var page = window.Page;
        await page.SetViewportSizeAsync(PhoneWidth, 780);
        await page.GotoAsync("/public");
        await CheckAsync(window, "public-home");
        await page.ClickAsync(".door.main");
        await page.SelectOptionAsync("#grid", City.Grid);
        await page.FillAsync("#description", "井盖破损，夜间有人绊倒。");
        await page.FillAsync("#name", "王女士");
        await page.FillAsync("#phone", "13800001234");
        await page.SetInputFilesAsync("#photos", new FilePayload { Name = "井盖.jpg", MimeType = "image/jpeg", Buffer = Photos.OfAPhone });
        await page.WaitForSelectorAsync(".previews img");
        await CheckAsync(window, "public-report");
        await page.ClickAsync("main form[data-once] button[type=submit]");
        await window.ArriveAsync("/public/receipt");
        var code = (await page.InnerTextAsync("p.code")).Trim();
        await CheckAsync(window, "public-receipt");

        await page.ClickAsync("form.leave button");
        await page.GotoAsync("/public/progress");
        await page.FillAsync("#code", code.ToLowerInvariant());
        await page.FillAsync("#phone", "9999");
        await page.ClickAsync("main form button[type=submit]");
        (await page.InnerTextAsync("[role=alert]")).Should().Contain("不匹配");
        await CheckAsync(window, "public-progress");
        await page.FillAsync("#phone", "1234");
        await page.ClickAsync("main form button[type=submit]");
        await window.ArriveAsync("/public/case");
        var number = await page.InnerTextAsync(".facts dd >> nth=0");
        await HandleAsync(number);
        await page.ReloadAsync();
        await CheckAsync(window, "public-case");
        await page.CheckAsync("input[name=satisfaction][value=Dissatisfied]");
        await page.ClickAsync("section.act button");
        (await page.InnerTextAsync("[role=alert]")).Should().Contain("不满意时请说明原因");
        await page.CheckAsync("input[name=satisfaction][value=Satisfied]");
        await page.CheckAsync("input[name=solved][value=yes]");
        await page.ClickAsync("section.act button");
        await window.ArriveAsync(@"/public/case\?done=evaluation");

        (await page.InnerTextAsync("[role=status]")).Should().Be("感谢您的评价。");
        (await fixture.City.CaseAsync(number))["state"]!.GetValue<string>().Should().Be("Closed");
        await CheckAsync(window, "public-evaluated");
        window.Errors().Where(error => !error.Contains("Failed to load resource", StringComparison.Ordinal)).Should().BeEmpty("only the two refused forms are told by status");
        window.ForeignRequests().Should().BeEmpty();
    }

    [Fact]
    public async Task Pages_InLargePrintAndEnglish_StayReadable()
    {
        await using var window = await fixture.OpenAsync();
        var page = window.Page;
        await page.GotoAsync("/public");
        await window.ShootAsync("public-home-desktop");
        await page.ClickAsync("text=大字版");
        await LandAsync(page, "body.large");
        var size = await page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.body).fontSize)");
        await page.ClickAsync("text=English");
        await LandAsync(page, "html[lang=en]");
        await CheckAsync(window, "public-home-large-en");
        await page.SetViewportSizeAsync(PhoneWidth, 780);
        await page.GotoAsync("/public/report");
        await CheckAsync(window, "public-report-large-en");

        size.Should().BeGreaterThanOrEqualTo(18);
        (await page.GetAttributeAsync("html", "lang")).Should().Be("en");
        (await page.InnerTextAsync("h1")).Should().Be("Report a problem");
    }

    [Fact]
    public async Task Report_ByKeyboardWithoutScript_Works()
    {
        await using var window = await fixture.OpenAsync();
        await window.Page.RouteAsync("**/*.js", route => route.AbortAsync());
        await window.Page.GotoAsync("/public/report");
        await window.Page.FocusAsync("#grid");
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await window.Page.FocusAsync("#description");
        await window.Page.Keyboard.TypeAsync("路灯不亮。");
        await window.Page.FocusAsync("main form[data-once] button[type=submit]");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.ArriveAsync("/public/receipt");

        (await window.Page.InnerTextAsync("p.code")).Trim().Should().HaveLength(8);
    }

    // A link that leads back to its own page is followed when what it changes is there, and the style with it.
    private static async Task LandAsync(IPage page, string changed)
    {
        await page.WaitForSelectorAsync(changed);
        await page.WaitForLoadStateAsync();
    }

    // No serious fault for a screen reader, nothing wider than the screen, no target too small for a finger.
    private static async Task CheckAsync(StudioWindow window, string name)
    {
        await window.ShootAsync(name);
        (await PageFaults.FindAsync(window.Page, name)).Should().BeEmpty();
        var small = await window.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('button, a, select, summary, input:not([type=hidden]):not([type=checkbox]):not([type=radio])')]" +
            ".filter(e => e.checkVisibility() && !e.classList.contains('skip') && e.getBoundingClientRect().height < 59).map(e => e.outerHTML.slice(0, 120))");
        small.Should().BeEmpty($"{name} has targets that are too small");
    }

    private async Task HandleAsync(string number)
    {
        var city = fixture.City;
        (await city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
        (await city.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = City.Water })).Ok();
        (await city.DoAsync(number, "desk-sw", "AwaitReceipt", "Received")).Ok();
        (await city.ReplyAsync(number)).Ok();
        (await city.VerifyAsync(number, passed: true)).Ok();
    }
}
