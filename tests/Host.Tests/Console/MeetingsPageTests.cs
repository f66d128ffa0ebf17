using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Browser;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>The page of joint meetings follows a meeting from its preparation to its resolution.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class MeetingsPageTests(BrowserFixture fixture)
{
    private const string Power = "410999-GD";

    [Fact]
    public async Task Meeting_InEachOfItsStates_TellsWhatIsSettled()
    {
        var city = fixture.City;
        var number = await city.ReportAsync();
        (await city.DoAsync(number, "clerk-01", "FactCheck", "Filed", new JsonObject { ["standardId"] = "C0101-1" })).Ok();
        (await city.DoAsync(number, "dispatcher-01", "Divert", "Conference")).Ok();
        await using var secretary = await ConsoleScreen.OpenAsync(fixture, "secretary");

        await DoAsync(number, "PrepareMeeting", "Convened", new JsonObject
        {
            ["heldAt"] = In(hours: 1),
            ["venue"] = "二楼会议室",
            ["invited"] = new JsonArray(City.Water, Power),
        }, before: async () => (await CardAsync(secretary, number)).Should().Contain("筹备中").And.Contain("待定"));
        await DoAsync(number, "RecordResolution", "Resolved", new JsonObject
        {
            ["present"] = new JsonArray(City.Water, Power),
            ["convenerPresent"] = true,
            ["chair"] = "县委政法委书记",
            ["leadUnit"] = City.Water,
            ["completeBy"] = In(hours: 48),
            ["trackedBy"] = "duty-leader",
            ["text"] = "由水利局牵头，限期办结。",
        }, before: async () => (await CardAsync(secretary, number)).Should().Contain("待录入议定事项").And.Contain("二楼会议室").And.Contain("应到 2 个单位，到会 0 个"));

        var settled = await CardAsync(secretary, number);
        settled.Should().Contain("已结束").And.Contain("应到 2 个单位，到会 2 个").And.Contain("由水利局牵头").And.Contain("水利局").And.NotContain("duty-leader");
        await secretary.ShootAsync("meetings");
    }

    // The meeting is an instance of its own, which starts after the case's commit.
    private async Task DoAsync(string number, string task, string outcome, JsonObject data, Func<Task> before)
    {
        var api = fixture.City.As("secretary");
        var id = await Eventually.GetAsync(
            async () => (await api.GetAsync($"/api/tasks?caseNumber={number}&name={task}")).Ok()["items"]!.AsArray().FirstOrDefault()?["id"]?.GetValue<string>(),
            async () => (await api.GetAsync("/api/tasks")).Text, TestContext.Current.CancellationToken);
        await before();
        (await api.PostAsync($"/api/tasks/{id}/complete", new JsonObject { ["outcome"] = outcome, ["data"] = data })).Ok();
    }

    private static async Task<string> CardAsync(ConsoleScreen screen, string number)
    {
        await screen.GoAsync("/meetings");
        return await screen.Page.InnerTextAsync($"section.meeting:has(.mono:text-is('{number}'))");
    }

    private static string In(int hours) => DateTimeOffset.UtcNow.AddHours(hours).ToString("O", CultureInfo.InvariantCulture);
}
