using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Notices;

/// <summary>A unit with a mailbox hears of its orders, and of what was decided on its appeal, by mail over a real socket.</summary>
public sealed class MailTests
{
    private const string Mailbox = "desk@water.test";

    [Fact]
    public async Task OrderAndAppeal_OfAUnitWithAMailbox_ArriveByMail()
    {
        await using var server = new MailServer();
        await using var host = await InProcessHost.StartAsync(null, "--virtual-clock", "true",
            "--GridGov:Notices:Mail:Host", "127.0.0.1", "--GridGov:Notices:Mail:Port", $"{server.Port}", "--GridGov:Notices:Mail:UseTls", "false",
            "--GridGov:Notices:Mail:From", "notice@gridgov.test", $"--GridGov:Notices:Mail:Units:{City.Water}", Mailbox);
        var city = new City(host);
        var number = await city.DivertedCaseAsync();

        var whistle = await LetterAsync(server, letter => letter.Text.Contains(number));

        server.Asked.Should().BeGreaterThan(1, "the first was told to come back, and did");
        whistle.Should().BeEquivalentTo(new { From = "notice@gridgov.test", To = Mailbox });
        whistle.Text.Should().NotContain("井盖").And.NotContain("周女士");

        var order = await CloseLateAsync(host, city, number);
        (await ActAsync(city, "desk-sw", number, "timeoutAppeal", new JsonObject { ["orderId"] = order, ["reasonCode"] = "System", ["reason"] = "系统停机" })).Ok();
        (await ActAsync(city, "assessor", number, "decideAppeal", new JsonObject { ["accept"] = true, ["opinion"] = "属实" })).Ok();
        (await NoticesAsync(city)).Should().NotContain(item => Is(item, number), "one of two has decided");
        (await ActAsync(city, "duty-leader", number, "decideAppeal", new JsonObject { ["accept"] = true, ["opinion"] = "属实" })).Ok();

        await Eventually.GetAsync<object>(
            async () => (await NoticesAsync(city)).Any(item => Is(item, number)) ? this : null, async () => string.Join(", ", (await NoticesAsync(city)).Select(item => item.ToJsonString())), TestContext.Current.CancellationToken);
        var decided = await LetterAsync(server, letter => letter.Text.Contains("申诉") && letter.Text.Contains(number));
        decided.To.Should().Be(Mailbox);
    }

    // Replied a day after the limit, then passed, rated and closed.
    private static async Task<string> CloseLateAsync(IRunningHost host, City city, string number)
    {
        (await city.DoAsync(number, "desk-sw", "AwaitReceipt", "Received")).Ok();
        var order = (await city.CaseAsync(number))["orders"]![0]!;
        var due = order["clocks"]!.AsArray().Single(clock => clock!["name"]!.GetValue<string>() == "dispose")!["due"]!.GetValue<DateTimeOffset>();
        await new Api(host).SettleAsync(due.AddHours(1));
        (await city.ReplyAsync(number)).Ok();
        (await city.VerifyAsync(number, passed: true)).Ok();
        (await city.EvaluateAsync(number)).Ok();
        return order["id"]!.GetValue<string>();
    }

    private static Task<ApiAnswer> ActAsync(City city, string person, string number, string action, JsonObject arguments) =>
        city.As(person).PostAsync($"/api/cases/{number}/actions/{action}", arguments);

    private static Task<Letter> LetterAsync(MailServer server, Func<Letter, bool> isIt) => Eventually.GetAsync(
        () => Task.FromResult(server.Letters.FirstOrDefault(isIt)), () => Task.FromResult(string.Join("\n---\n", server.Letters.Select(letter => letter.Text))), TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyList<JsonNode>> NoticesAsync(City city) =>
        [.. (await city.As("desk-sw").GetAsync("/api/notices?limit=200")).Ok()["items"]!.AsArray().Select(item => item!)];

    private static bool Is(JsonNode item, string number) => item["caseNumber"]?.GetValue<string>() == number && item["kind"]!.GetValue<string>() == "AppealDecided";
}
