using FluentAssertions;
using GridGov.Workflow.Host.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>Every page on a phone, at 200 % zoom, and by keyboard: axe finds nothing serious, and nothing runs off the screen.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class AccessibilityTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(360, "zh-CN")]
    [InlineData(640, "en")] // 1280 px at 200 %
    public async Task Pages_OnNarrowScreens_HaveNoSeriousFault(int width, string language)
    {
        var number = await fixture.City.DivertedCaseAsync();
        var task = await fixture.City.TaskIdAsync(number, "desk-sw", "AwaitReceipt");
        var found = new List<string>();

        await VisitAsync("desk-sw", "/", $"/tasks/{task}", $"/cases/{number}", "/rates");
        await VisitAsync("auditor", "/cases", "/audit", $"/audit/{number}?step=2", "/meetings");
        await VisitAsync("clerk-01", "/cases/new");

        found.Should().BeEmpty();

        async Task VisitAsync(string person, params string[] paths)
        {
            await using var screen = await ConsoleScreen.OpenAsync(fixture, person);
            await screen.Page.SetViewportSizeAsync(width, 780);
            if (language == "en") await screen.Page.GotoAsync("/account/language?to=en&returnUrl=/account/password");
            foreach (var path in paths)
            {
                await screen.GoAsync(path);
                found.AddRange(await PageFaults.FindAsync(screen.Page, path, colours: language != "en"));
                await screen.ShootAsync($"{width}-{path.Trim('/').Split('/', '?')[0]}{(path.Count('/'.Equals) > 1 ? "-one" : "")}");
            }
        }
    }

    [Fact]
    public async Task Inbox_ByKeyboardAlone_ReachesATask()
    {
        var number = await fixture.City.DivertedCaseAsync();
        await using var desk = await ConsoleScreen.OpenAsync(fixture, "desk-sw");
        await desk.GoAsync($"/?q={number}");
        var keyboard = desk.Page.Keyboard;

        await desk.Page.FocusAsync(".bar .brand");
        await keyboard.PressAsync("Shift+Tab");
        (await FocusedAsync(desk.Page)).Should().Be("跳到正文");
        await keyboard.PressAsync("Enter");
        (await desk.Page.EvaluateAsync<string>("() => document.activeElement.id")).Should().Be("main");
        for (var presses = 0; presses < 30 && !(await FocusedAsync(desk.Page)).StartsWith("接哨签收", StringComparison.Ordinal); presses++) await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await desk.Window.ArriveAsync("/tasks/.+");
        await desk.ReadyAsync();

        await desk.Page.Locator("h1", new() { HasText = "接哨签收" }).WaitForAsync();
    }

    [Fact]
    public async Task LargePrint_Switched_HasLettersOf18PixelsAtLeast()
    {
        await using var desk = await ConsoleScreen.OpenAsync(fixture, "desk-sw");
        await desk.GoAsync("/cases");

        await desk.Page.ClickAsync("a:text-is('大字版')");
        await desk.ReadyAsync();
        var size = await desk.Page.EvaluateAsync<double>("() => parseFloat(getComputedStyle(document.querySelector('main h1 ~ *, main p, main')).fontSize)");

        new Uri(desk.Page.Url).AbsolutePath.Should().Be("/cases");
        size.Should().BeGreaterThanOrEqualTo(18);
        await desk.ShootAsync("large");
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement?.textContent.trim() ?? ''");
}
