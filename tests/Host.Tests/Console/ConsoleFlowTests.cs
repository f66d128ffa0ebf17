using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Browser;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>One case through the console, each person in a browser of their own.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ConsoleFlowTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Case_FromDiversionToEvaluation_IsWorkedInTheBrowser()
    {
        var number = await FiledAsync();

        await using (var dispatcher = await ConsoleScreen.OpenAsync(fixture, "dispatcher-01"))
        {
            await dispatcher.OpenTaskAsync(number);
            (await dispatcher.Page.InnerTextAsync(".side")).Should().Contain("建议主办");
            await dispatcher.ChooseAsync("派单");
            await dispatcher.SelectAsync("leadUnit", City.Water);
            await dispatcher.SubmitAsync();
            (await dispatcher.StateAsync()).Should().Be("待接哨");
            dispatcher.Window.ForeignRequests().Should().BeEmpty();
            dispatcher.Window.Errors().Should().BeEmpty();
        }

        await using (var desk = await ConsoleScreen.OpenAsync(fixture, "desk-sw"))
        {
            await desk.OpenTaskAsync(number);
            await desk.Page.ClickAsync("button:has-text('签领')");
            await desk.Page.WaitForSelectorAsync(".live:has-text('已签领')");
            await desk.SelectAsync("handler", "handler-sw");
            await desk.SubmitAsync();
            (await desk.StateAsync()).Should().Be("办理中");
        }

        await using (var handler = await ConsoleScreen.OpenAsync(fixture, "handler-sw"))
        {
            await handler.OpenTaskAsync(number);
            await handler.Page.ClickAsync("main form button[type=submit]");
            (await handler.Page.InnerTextAsync(".fault >> nth=0")).Should().Be("请填写“办理结果”。");
            await ReplyAsync(handler, "已更换井盖。");
        }

        await using var verifier = await ConsoleScreen.OpenAsync(fixture, "worker-01");
        await verifier.OpenTaskAsync(number);
        await verifier.ChooseAsync("验证不通过");
        await verifier.SelectAsync("reasonCode", "NotDone");
        await verifier.FillAsync("reason", "现场没有更换");
        await verifier.SubmitAsync();
        (await verifier.StateAsync()).Should().Be("返工");

        await using (var handler = await ConsoleScreen.OpenAsync(fixture, "handler-sw"))
        {
            await handler.OpenTaskAsync(number);
            await ReplyAsync(handler, "已重新更换，路面恢复。");
        }

        await verifier.OpenTaskAsync(number);
        await verifier.ChooseAsync("验证通过");
        await verifier.FillAsync("note", "现场已恢复");
        await verifier.SubmitAsync();
        (await verifier.StateAsync()).Should().Be("待评价");
        (await verifier.Page.InnerTextAsync(".timeline")).Should().Contain("未整改：现场没有更换").And.Contain("已回复 → 返工");
        await verifier.ShootAsync("case");
    }

    [Fact]
    public async Task Task_OnTwoScreens_TellsTheSecondWhoWasFaster()
    {
        var number = await FiledAsync();
        await using var first = await ConsoleScreen.OpenAsync(fixture, "dispatcher-01");
        await using var second = await ConsoleScreen.OpenAsync(fixture, "dispatcher-02");
        await first.OpenTaskAsync(number);
        await second.OpenTaskAsync(number);

        await first.ChooseAsync("网格自行处置");
        await second.ChooseAsync("派单");
        await first.SubmitAsync();
        await second.Page.WaitForSelectorAsync(".done-note");

        var told = await second.Page.InnerTextAsync(".done-note");
        told.Should().Contain("金建国").And.Contain("网格自行处置").And.MatchRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d");
        await second.ShootAsync("faster");
    }

    [Fact]
    public async Task Task_SentFromTwoScreensInTheSameMoment_IsDoneOnce_AndTheSlowerKeepsItsText()
    {
        const string text = "请尽快到现场处理";
        await using var first = await ConsoleScreen.OpenAsync(fixture, "dispatcher-01");
        await using var second = await ConsoleScreen.OpenAsync(fixture, "dispatcher-02");
        ConsoleScreen[] screens = [first, second];
        for (var round = 0; round < 3; round++)
        {
            var number = await FiledAsync();
            foreach (var screen in screens)
            {
                await screen.OpenTaskAsync(number);
                await screen.ChooseAsync("派单");
                await screen.SelectAsync("leadUnit", City.Water);
                await screen.FillAsync("note", text);
            }

            // The script's click: a careful one would wait for the button to hold still, and the live update would take it away.
            await Task.WhenAll(screens.Select(screen => screen.Page.EvaluateAsync("() => document.querySelector('main form button[type=submit]')?.click()")));
            await Task.WhenAll(screens.Select(screen => screen.Page.WaitForFunctionAsync("() => location.pathname.startsWith('/cases/') || document.querySelector('.done-note')")));

            var slower = screens.Should().ContainSingle(screen => !screen.Page.Url.Contains("/cases/"), "one is faster").Subject;
            (await slower.Page.InnerTextAsync(".done-note")).Should().Contain(slower == first ? "魏丽娟" : "金建国").And.Contain("派单");
            (await slower.Page.InputValueAsync("main form [id$='-note']")).Should().Be(text);
            (await slower.Page.Locator("main form button[type=submit]").CountAsync()).Should().Be(0, "there is nothing to send any more");
            (await fixture.City.CaseAsync(number))["orders"]!.AsArray().Should().ContainSingle();
            if (round == 0) await slower.ShootAsync("slower");
        }
    }

    [Fact]
    public async Task Task_DoneElsewhereWhileTyping_KeepsWhatWasTypedOnTheScreen()
    {
        const string text = "正在填写的内容";
        var number = await FiledAsync();
        await using var slow = await ConsoleScreen.OpenAsync(fixture, "dispatcher-02");
        await slow.OpenTaskAsync(number);
        await slow.ChooseAsync("派单");
        await slow.Page.ClickAsync("main form [id$='-note']");
        await slow.Page.Keyboard.TypeAsync(text);

        (await fixture.City.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = City.Water })).Ok();
        await slow.Page.WaitForSelectorAsync(".done-note");

        (await slow.Page.InnerTextAsync(".done-note")).Should().Contain("金建国");
        (await slow.Page.InputValueAsync("main form [id$='-note']")).Should().Be(text, "it was never sent to the server, and is on the screen all the same");
    }

    [Fact]
    public async Task CasePage_AfterACommitElsewhere_RefreshesItselfWithinASecond()
    {
        var number = await FiledAsync();
        await using var clerk = await ConsoleScreen.OpenAsync(fixture, "clerk-01");
        await using var dispatcher = await ConsoleScreen.OpenAsync(fixture, "dispatcher-01");
        await clerk.GoAsync($"/cases/{number}");
        await dispatcher.GoAsync($"/?q={number}");
        await fixture.City.DoAsync(number, "dispatcher-01", "Divert", "Assign", new JsonObject { ["leadUnit"] = City.Water });

        var since = TimeProvider.System.GetTimestamp();
        await clerk.Page.WaitForSelectorAsync(".facts .badge.state:text-is('待接哨')");
        await dispatcher.Page.WaitForSelectorAsync(".empty");
        var took = TimeProvider.System.GetElapsedTime(since);

        took.Should().BeLessThan(TimeSpan.FromSeconds(1.5), "a page hears of a commit within a second, and two cores are shared with the browsers");
    }

    private static async Task ReplyAsync(ConsoleScreen handler, string text)
    {
        await handler.SelectAsync("result", "Solved");
        await handler.FillAsync("text", text);
        await handler.SubmitAsync();
        (await handler.StateAsync()).Should().Be("已回复待验证");
    }

    [Fact]
    public async Task TaskPage_OffersOnlyTheOutcomesThatThePersonHasARightTo()
    {
        var number = await fixture.City.ReceivedCaseAsync();
        await using var desk = await ConsoleScreen.OpenAsync(fixture, "desk-sw");

        await desk.OpenTaskAsync(number);
        await desk.Page.WaitForSelectorAsync("button.outcome");

        (await desk.Page.Locator("button.outcome").AllInnerTextsAsync()).Should().Contain("申请延期").And.NotContain("回复办结", "the desk hands out work, and the handler replies");
    }

    private async Task<string> FiledAsync()
    {
        var number = await fixture.City.ReportAsync();
        (await fixture.City.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
        return number;
    }
}
