using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Concurrency;

/// <summary>Events and waits come in every order, and none is stuck (reliability-tests B12).</summary>
[Collection(RealTimeCollection.Name)]
public sealed class EventRaceTests(RealTimeHost fixture)
{
    private const int Instances = 40;
    private static readonly string[] Names = ["Checked", "Approved", "Paid", "Archived"];
    private readonly Api _api = new(fixture.Host);
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];

    [Fact]
    public async Task FourEvents_FourWaits_NoneStuck()
    {
        var stop = TestContext.Current.CancellationToken;
        var ids = await Task.WhenAll(Enumerable.Range(0, Instances).Select(async n =>
        {
            var correlation = $"four-{_run}-{n}";

            // Every other instance stores its waits while its events come in.
            if (n % 2 == 0)
            {
                var waiting = await TestDefinitions.StartAsync(_api, "four-events", correlation, correlation);
                await PublishAllAsync(correlation);
                return waiting;
            }

            var start = TestDefinitions.StartAsync(_api, "four-events", correlation, correlation);
            await Task.WhenAll(start, PublishAllAsync(correlation));
            return await start;
        }));

        foreach (var id in ids) await FinishedAsync(id, stop);
        foreach (var id in ids) (await DeliveriesAsync(id)).Should().BeEquivalentTo(Names, "each event is delivered once to {0}", id);
    }

    [Fact]
    public async Task EventBeforeWait_CorrelationMatches_IsDelivered()
    {
        var stop = TestContext.Current.CancellationToken;
        var correlation = $"early-{_run}";
        var id = await TestDefinitions.StartAsync(_api, "late-wait", correlation, correlation);
        await PublishAsync("Arrived", correlation, $"{correlation}-event");
        var task = (await _api.GetAsync($"/api/instances/{id}")).Ok()["waiting"]![0]!["id"]!.GetValue<string>();

        (await _api.PostAsync($"/api/tasks/{task}/complete", null, $"{correlation}-task")).Ok();

        await FinishedAsync(id, stop);
        (await DeliveriesAsync(id)).Should().Equal("Arrived");
    }

    [Fact]
    public async Task EventBeforeWait_OtherCorrelation_IsNotDelivered()
    {
        var stop = TestContext.Current.CancellationToken;
        var correlation = $"mine-{_run}";
        var id = await TestDefinitions.StartAsync(_api, "late-wait", correlation, correlation);
        await PublishAsync("Arrived", $"other-{_run}", $"{correlation}-other");
        var task = (await _api.GetAsync($"/api/instances/{id}")).Ok()["waiting"]![0]!["id"]!.GetValue<string>();
        (await _api.PostAsync($"/api/tasks/{task}/complete", null, $"{correlation}-task")).Ok();

        // The own event comes last; when it is through, the other one has been looked at.
        await PublishAsync("Arrived", correlation, $"{correlation}-own");
        await FinishedAsync(id, stop);
        (await StimuliAsync(id, "event")).Should().ContainSingle().Which["eventId"]!.GetValue<string>()
            .Should().Be(await EventIdAsync("Arrived", correlation, $"{correlation}-own"));
    }

    [Fact]
    public async Task Event_PublishedTwice_IsDeliveredOnce()
    {
        var stop = TestContext.Current.CancellationToken;
        var correlation = $"twice-{_run}";
        var id = await TestDefinitions.StartAsync(_api, "four-events", correlation, correlation);
        for (var i = 0; i < 3; i++) await PublishAllAsync(correlation);

        await FinishedAsync(id, stop);
        (await DeliveriesAsync(id)).Should().BeEquivalentTo(Names);
    }

    [Fact]
    public async Task Event_SameKeyOtherBody_Is422()
    {
        await PublishAsync("Arrived", $"one-{_run}", $"key-{_run}");

        var other = await _api.PostAsync("/api/events", Body("Arrived", $"two-{_run}"), $"key-{_run}");

        other.Status.Should().Be(422);
        other.Json["code"]!.GetValue<string>().Should().Be("idempotency.body-differs");
    }

    private Task PublishAllAsync(string correlation) => Task.WhenAll(Names.Select(name => PublishAsync(name, correlation, $"{correlation}-{name}")));

    private Task PublishAsync(string name, string correlation, string key) => EventIdAsync(name, correlation, key);

    private async Task<string> EventIdAsync(string name, string correlation, string key) =>
        (await _api.PostAsync("/api/events", Body(name, correlation), key)).Ok()["eventId"]!.GetValue<string>();

    private static JsonObject Body(string name, string correlation) =>
        new() { ["name"] = name, ["correlationId"] = correlation, ["payload"] = new JsonObject { ["of"] = correlation } };

    private async Task FinishedAsync(string id, CancellationToken stop) => await Eventually.GetAsync(
        async () => (await _api.GetAsync($"/api/instances/{id}")).Ok() is var instance && instance["status"]!.GetValue<string>() == "Finished" ? instance : null,
        async () => (await _api.GetAsync($"/api/instances/{id}")).Text, stop);

    private async Task<IEnumerable<string>> DeliveriesAsync(string id) => (await StimuliAsync(id, "event")).Select(stimulus => stimulus["name"]!.GetValue<string>());

    private async Task<List<JsonNode>> StimuliAsync(string id, string kind) =>
        [.. (await _api.GetAsync($"/api/instances/{id}/journal")).Ok()["items"]!.AsArray().Select(burst => burst!["stimulus"]!).Where(stimulus => stimulus["kind"]!.GetValue<string>() == kind)];
}
