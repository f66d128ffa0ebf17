using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Accounts;
using GridGov.Workflow.Host.Tests.Hosting;

namespace GridGov.Workflow.Host.Tests.Upgrade;

/// <summary>A city in the middle of its work, as a release leaves it: numbers of its cases, ids of its other instances.</summary>
/// <param name="Closed">A case with a rework, evaluated.</param>
/// <param name="Received">A case whose department works on it.</param>
/// <param name="Diverted">A case whose department has not received it; its clock runs.</param>
/// <param name="Events">An instance that got two of its four events.</param>
/// <param name="Fault">An instance with an incident.</param>
/// <param name="Rows">Rows of the journal.</param>
internal sealed record ReleaseCity(string Closed, string Received, string Diverted, string Events, string Fault, long Rows)
{
    private const string Correlation = "release";

    public static async Task<ReleaseCity> MakeAsync(HostProcess host)
    {
        var (api, city) = (new Api(host), new City(host));
        foreach (var definition in (string[])["four-events", "one-fault"]) await TestDefinitions.PublishAsync(api, definition);
        var closed = await city.ReceivedCaseAsync();
        (await city.ReplyAsync(closed)).Ok();
        (await city.VerifyAsync(closed, passed: false)).Ok();
        await EndAsync(city, closed);
        var events = await TestDefinitions.StartAsync(api, "four-events", "release-events", Correlation);
        foreach (var name in (string[])["Checked", "Paid"]) await PublishAsync(api, name);
        var (received, diverted) = (await city.ReceivedCaseAsync(), await city.DivertedCaseAsync());
        var fault = await TestDefinitions.StartAsync(api, "one-fault", "release-fault");
        await api.SettleAsync();
        (await api.PostAsync("/api/audit/anchors")).Ok();
        return new ReleaseCity(closed, received, diverted, events, fault, await IntactRowsAsync(api));
    }

    /// <summary>All of it is there unaltered, and goes on.</summary>
    public async Task LivesOnAsync(HostProcess host, CancellationToken stop)
    {
        var (api, city) = (new Api(host), new City(host));
        (await IntactRowsAsync(api)).Should().Be(Rows);
        (await city.CaseAsync(Closed))["reworkCount"]!.GetValue<int>().Should().Be(1);
        (await city.As("clerk-01").GetAsync($"/api/cases/{Received}/personal?purpose=callback")).Text.Should().Contain("周女士");
        using (await WebSession.SignedInAsync(host, "clerk-01"))
        {
        }

        await EndAsync(city, Received);
        foreach (var number in (string[])[Closed, Received])
        {
            (await city.CaseAsync(number))["state"]!.GetValue<string>().Should().Be("Closed");
            (await api.GetAsync($"/api/cases/{number}/replay")).Ok()["outcome"]!.GetValue<string>().Should().Be("Equal");
        }

        foreach (var name in (string[])["Approved", "Archived"]) await PublishAsync(api, name);
        await FinishedAsync(api, Events, stop);
        await RepairAsync(api, stop);
        await api.SettleAsync((await api.GetAsync("/api/clock")).Ok()["now"]!.GetValue<DateTimeOffset>().AddDays(3));
        (await city.CaseAsync(Diverted))["orders"]![0]!["isReceiveOverdue"]!.GetValue<bool>().Should().BeTrue();
        (await IntactRowsAsync(api)).Should().BeGreaterThan(Rows);
    }

    private static async Task EndAsync(City city, string number)
    {
        (await city.ReplyAsync(number)).Ok();
        (await city.VerifyAsync(number, passed: true)).Ok();
        (await city.EvaluateAsync(number)).Ok();
    }

    private static async Task PublishAsync(Api api, string name) =>
        (await api.PostAsync("/api/events", new JsonObject { ["name"] = name, ["correlationId"] = Correlation })).Ok();

    private async Task RepairAsync(Api api, CancellationToken stop)
    {
        var incident = (await api.GetAsync($"/api/instances/{Fault}")).Ok()["incidents"]![0]!["id"]!.GetValue<string>();
        (await api.PostAsync($"/api/incidents/{Fault}/amend", new JsonObject { ["variables"] = new JsonObject { ["Ready"] = true }, ["reason"] = "补录" })).Ok();
        (await api.PostAsync($"/api/incidents/{Fault}/{incident}/retry", new JsonObject { ["mode"] = "Retry", ["reason"] = "重试" })).Ok();
        await FinishedAsync(api, Fault, stop);
    }

    private static async Task FinishedAsync(Api api, string id, CancellationToken stop) => await Eventually.GetAsync(
        async () => (await api.GetAsync($"/api/instances/{id}")).Ok() is var instance && instance["status"]!.GetValue<string>() == "Finished" ? instance : null,
        async () => (await api.GetAsync($"/api/instances/{id}")).Text, stop);

    private static async Task<long> IntactRowsAsync(Api api)
    {
        var verdict = (await api.PostAsync("/api/audit/verify")).Ok();
        verdict["isIntact"]!.GetValue<bool>().Should().BeTrue(verdict.ToJsonString());
        return verdict["rows"]!.GetValue<long>();
    }
}
