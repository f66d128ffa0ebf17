using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Browser;
using GridGov.Workflow.Host.Tests.Hosting;
using GridGov.Workflow.Host.Tests.Public;
using Microsoft.Playwright;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>Substitution, notices, attachments and administration, as people use them in the console.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class CivicPagesTests(BrowserFixture fixture)
{
    private const string Ecology = "410999-HB";

    [Fact]
    public async Task Deputy_FinishesAnAbsentColleaguesTask_WithAPhotoAsEvidence()
    {
        await using (var desk = await ConsoleScreen.OpenAsync(fixture, "desk-hb"))
        {
            await desk.GoAsync("/substitutions");
            await desk.SelectAsync("deputy", "handler-hb");
            await desk.FillAsync("to", DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(1).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
            await desk.FillAsync("reason", "外出培训");
            await desk.Page.ClickAsync("main form button[type=submit]");
            await desk.Page.WaitForSelectorAsync("[role=status]:has-text('代班已设置')");
            await desk.ShootAsync("substitutions");
        }

        var number = await DivertedAsync();
        await using var deputy = await ConsoleScreen.OpenAsync(fixture, "handler-hb");
        await deputy.OpenTaskAsync(number);
        (await deputy.Page.InnerTextAsync("main")).Should().Contain("代");
        await deputy.SubmitAsync();
        await deputy.Page.WaitForSelectorAsync(".facts .badge.state:text-is('办理中')");

        await deputy.OpenTaskAsync(number);
        await deputy.ChooseAsync("回复办结");
        await deputy.SelectAsync("result", "Solved");
        await deputy.FillAsync("text", "已清理。");
        await deputy.Page.SetInputFilesAsync("main form input[type=file]", new FilePayload { Name = "清理后.jpg", MimeType = "image/jpeg", Buffer = Photos.Plain });
        await deputy.Page.WaitForSelectorAsync("ul.picked a:has-text('清理后.jpg')");
        await deputy.ShootAsync("attachment");
        await deputy.SubmitAsync();

        var order = (await fixture.City.CaseAsync(number))["orders"]![0]!;
        order["reply"]!["evidence"]![0]!.GetValue<string>().Should().StartWith("sha256:");
        order["reply"]!["by"]!.GetValue<string>().Should().Be("handler-hb");
        (await fixture.City.As("worker-01").GetAsync($"/api/cases/{number}/attachments")).Ok()["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Bell_RingsWithoutReload_AndLeadsToTheTask()
    {
        await using var desk = await ConsoleScreen.OpenAsync(fixture, "desk-jt");
        await desk.GoAsync("/cases");

        var number = await DivertedAsync("410999-JT");
        await desk.Page.WaitForSelectorAsync(".bell .count");
        await desk.Page.ClickAsync(".bell > button");
        await desk.ShootAsync("bell");
        await desk.Page.ClickAsync($".notices a:has-text('{number}')");
        await desk.Window.ArriveAsync("/tasks/.+");
        await desk.Page.WaitForSelectorAsync("h1:has-text('接哨签收')");
    }

    [Theory]
    [InlineData("admin-system", "/admin/people,/admin/units,/admin/grids,/admin/calendars,/admin/catalogue,/admin/effects,/admin/retention")]
    [InlineData("admin-security", "/admin/accounts,/admin/keys,/admin/people,/substitutions")]
    [InlineData("admin-audit", "/admin/log,/admin/retention")]
    public async Task AdministrationPages_OnAPhoneAndADesk_HaveNoSeriousFault(string person, string paths)
    {
        await using var screen = await ConsoleScreen.OpenAsync(fixture, person);
        foreach (var path in paths.Split(','))
        {
            await screen.Page.SetViewportSizeAsync(1440, 900);
            await screen.GoAsync(path);
            (await screen.Page.Locator(".problem").CountAsync()).Should().Be(0, $"{person} works on {path}");
            await screen.ShootAsync(person + path.Replace('/', '-'));
            await screen.Page.SetViewportSizeAsync(360, 780);
            (await PageFaults.FindAsync(screen.Page, path)).Should().BeEmpty();
            await screen.ShootAsync("360-" + person + path.Replace('/', '-'));
        }

        await screen.Page.GotoAsync("/account/language?to=en&returnUrl=/account/password");
        await screen.Page.SetViewportSizeAsync(640, 780);
        foreach (var path in paths.Split(','))
        {
            await screen.GoAsync(path);
            (await PageFaults.FindAsync(screen.Page, path, colours: false)).Should().BeEmpty();
            await screen.ShootAsync("en-" + person + path.Replace('/', '-'));
        }
    }

    [Fact]
    public async Task Key_MadeOnThePage_SignsIn()
    {
        await using var security = await ConsoleScreen.OpenAsync(fixture, "admin-security");
        await security.GoAsync("/admin/keys");
        await security.FillAsync("keyName", "网关");
        await security.SelectAsync("owner", "iot-gateway");
        await security.Page.ClickAsync("main form button[type=submit]");
        var key = await security.Page.InnerTextAsync(".panel.done .mono");
        using var client = new HttpClient { BaseAddress = fixture.Host.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key.Trim());

        (await client.GetAsync("/api/directory")).IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task AdministrationPage_OfAnother_SaysThatItIsNotHis()
    {
        await using var clerk = await ConsoleScreen.OpenAsync(fixture, "clerk-01");

        await clerk.GoAsync("/admin/keys");

        await clerk.Page.WaitForSelectorAsync(".problem");
        (await clerk.Page.Locator(".cards li").CountAsync()).Should().Be(0);
    }

    private async Task<string> DivertedAsync(string unit = Ecology)
    {
        var city = fixture.City;
        var number = await city.ReportAsync();
        (await city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
        (await city.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = unit })).Ok();
        return number;
    }
}
