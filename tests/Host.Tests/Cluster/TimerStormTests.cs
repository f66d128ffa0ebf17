using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>Many timers due at once, and a node that dies half-way (reliability-tests B9).</summary>
[Collection(ClusterCollection.Name)]
public sealed class TimerStormTests(ClusterFixture cluster, ITestOutputHelper output)
{
    private const int Timers = 2000;
    private const int Clients = 16;
    private const int Samples = 160;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task TimersDueAtOnce_NodeKilledHalfWay_EachFiresOnce()
    {
        var stop = TestContext.Current.CancellationToken;
        await cluster.AllUpAsync();
        var run = Guid.NewGuid().ToString("N")[..8];
        var api = cluster.Api(null);
        var far = TimeProvider.System.GetUtcNow().AddHours(1);
        await StartAllAsync(api, "warm-" + run, Samples, far, stop);
        var started = TimeProvider.System.GetTimestamp();
        await StartAllAsync(api, "sample-" + run, Samples, far, stop);

        // All of them must be there before the first is due, on whatever machine this is.
        var due = TimeProvider.System.GetUtcNow() + (TimeProvider.System.GetElapsedTime(started) * Timers / Samples * 1.5) + Lead;
        await StartAllAsync(api, "storm-" + run, Timers, due, stop);
        output.WriteLine($"{Timers} started in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s; due {(due - TimeProvider.System.GetUtcNow()).TotalSeconds:0.0} s later");

        var mine = $"""SELECT count(*) FROM "Journal" j JOIN "Instances" i ON i."Id" = j."InstanceId" WHERE j."Kind" = 'timer' AND i."CorrelationId" LIKE 'storm-{run}-%'""";
        await Eventually.GetAsync(async () => await cluster.CountAsync(mine) >= Timers / 4 ? run : null, async () => $"{await cluster.CountAsync(mine)} fired", stop);
        cluster.Nodes[2].Kill();
        var killed = TimeProvider.System.GetTimestamp();
        var before = await cluster.CountAsync(mine);
        await Eventually.GetAsync(async () => await cluster.CountAsync(mine) >= Timers ? run : null, async () => $"{await cluster.CountAsync(mine)} of {Timers} fired", stop);
        output.WriteLine($"{before} had fired when a node was killed; all had {TimeProvider.System.GetElapsedTime(killed).TotalSeconds:0.0} s later");

        (await cluster.CountAsync(mine)).Should().Be(Timers, "a timer fires once");
        (await cluster.CountAsync(mine.Replace("count(*)", "count(DISTINCT j.\"InstanceId\")", StringComparison.Ordinal))).Should().Be(Timers);
        (await cluster.CountAsync($"""SELECT count(*) FROM "Timers" t JOIN "Instances" i ON i."Id" = t."InstanceId" WHERE i."CorrelationId" LIKE 'storm-{run}-%'""")).Should().Be(0);
        await cluster.AllUpAsync();
    }

    private static Task StartAllAsync(Api api, string name, int count, DateTimeOffset due, CancellationToken stop) => Parallel.ForEachAsync(
        Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = stop },
        async (n, _) =>
        {
            var body = new JsonObject { ["correlationId"] = $"{name}-{n}", ["input"] = new JsonObject { ["At"] = due.ToString("O", CultureInfo.InvariantCulture) } };
            (await api.PostAsync("/api/definitions/one-timer/execute", body)).Ok();
        });
}
