using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Crash;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>What operators' tools see: numbers, one trace per instance, and nothing that belongs to a person.</summary>
public sealed class TelemetryTests
{
    private const string Canary = "金丝雀13911112222";

    [Fact]
    public async Task Metrics_AfterWork_CountItWithoutPersonalValues()
    {
        await using var host = await HostProcess.StartAsync(null, "--virtual-clock", "true");
        var city = new City(host);
        var report = City.Report(Canary);
        report["requester"] = new JsonObject { ["name"] = Canary, ["phone"] = "13911112222" };
        var number = await city.ReportAsync(report);

        using var client = new HttpClient { BaseAddress = host.Address };
        var text = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        using var proxied = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        proxied.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var refused = await client.SendAsync(proxied, TestContext.Current.CancellationToken);

        ((int)refused.StatusCode).Should().Be(404);
        foreach (var name in (string[])["gridgov_bursts", "gridgov_burst_duration_seconds_bucket", "gridgov_commit_group_size", "gridgov_commit_duration_seconds", "gridgov_outbox_parked", "gridgov_timers_late", "gridgov_instances_resident"])
            text.Should().Contain(name);
        text.Should().NotContain("13911112222").And.NotContain(number);
        host.Output.Should().NotContain("13911112222");
    }

    [Fact]
    public async Task Effect_WithoutAnyListener_CarriesTheTraceOfItsInstance()
    {
        await using var world = await EffectServer.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await HostProcess.StartAsync(null, "--virtual-clock", "true", "--GridGov:Engine:Http:AllowedHosts:0", "127.0.0.1", "--GridGov:Telemetry:Prometheus", "false");
        var system = new Api(host);
        await TestDefinitions.PublishAsync(system, "one-call");
        var instance = (await system.PostAsync("/api/definitions/one-call/execute", new JsonObject { ["input"] = new JsonObject { ["Effects"] = world.Address } })).Ok()["instanceId"]!.GetValue<string>();
        await system.SettleAsync();

        var trace = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instance)).AsSpan(0, 16));
        world.Traces.Should().ContainSingle().Which.Should().StartWith($"00-{trace}-");
        (await system.GetAsync("/metrics")).Status.Should().NotBe(200);
    }

    [Fact]
    public async Task Otlp_Collector_GetsTracesWithoutPersonalValuesOrQueryCodes()
    {
        await using var collector = await EffectServer.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await HostProcess.StartAsync(
            null, "--virtual-clock", "true", "--GridGov:Telemetry:OtlpEndpoint", collector.Address, "--GridGov:Telemetry:OtlpProtocol", "HttpProtobuf");
        var city = new City(host);
        var report = City.Report(Canary);
        report["requester"] = new JsonObject { ["name"] = Canary, ["phone"] = "13911112222" };
        await city.ReportAsync(report);
        using var client = new HttpClient { BaseAddress = host.Address };
        (await client.GetAsync("/public/cases/QUERYCANARY", TestContext.Current.CancellationToken)).Dispose();

        var seen = await Eventually.GetAsync(
            () => Task.FromResult(collector.Bodies.Any(body => body.Contains("stimulus start", StringComparison.Ordinal)) ? collector.Bodies : null),
            () => Task.FromResult($"{collector.Bodies.Count} bodies"), TestContext.Current.CancellationToken);

        string.Concat(seen).Should().NotContain("13911112222").And.NotContain("QUERYCANARY");
    }
}
