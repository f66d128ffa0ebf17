using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Crash;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Http;

/// <summary>A message that nobody took is parked, and an operator sends it again, with a reason and by name.</summary>
public sealed class EffectTests
{
    [Theory]
    [InlineData("retry")]
    [InlineData("send-again")]
    public async Task ParkedEffect_SentAgain_ArrivesAndTheInstanceGoesOn(string verb)
    {
        await using var world = await EffectServer.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await InProcessHost.StartAsync(
            null, "--virtual-clock", "true", "--GridGov:Engine:Http:AllowedHosts:0", "127.0.0.1", "--GridGov:Engine:Http:MaxAttempts", "1");
        var system = new Api(host);
        await TestDefinitions.PublishAsync(system, "one-call");
        var address = world.Address;
        await world.DisposeAsync();
        var instance = (await system.PostAsync("/api/definitions/one-call/execute", new JsonObject { ["input"] = new JsonObject { ["Effects"] = address } })).Ok()["instanceId"]!.GetValue<string>();
        await system.SettleAsync();
        var parked = (await system.GetAsync("/api/effects?state=parked")).Ok()["items"]!.AsArray().Should().ContainSingle().Subject!;
        var key = parked["key"]!.GetValue<string>();
        parked["instanceId"]!.GetValue<string>().Should().Be(instance);
        parked["lastError"]!.GetValue<string>().Should().NotBeEmpty();
        await using var back = await EffectServer.StartAsync(TestContext.Current.CancellationToken, new Uri(address).Port);

        var path = $"/api/effects/{Uri.EscapeDataString(key)}/{verb}";
        (await system.PostAsync(path)).Status.Should().Be(422, "a reason is needed");
        (await new Api(host, "desk-sw").PostAsync(path, new JsonObject { ["reason"] = "x" })).Status.Should().Be(403);
        var reply = (await new Api(host, "office-01").PostAsync(path, new JsonObject { ["reason"] = "对方已恢复" })).Ok();
        await system.SettleAsync();

        reply["incidentId"]!.GetValue<string>().Should().NotBeEmpty();
        (await system.GetAsync("/api/effects")).Ok()["items"]!.AsArray().Should().BeEmpty();
        var call = back.Calls.Should().ContainSingle().Subject;
        (call.Key.Key == key).Should().Be(verb == "retry", "retry keeps the key, send-again makes a new one");
        (await system.GetAsync($"/api/instances/{instance}")).Ok()["status"]!.GetValue<string>().Should().Be("Finished");
        var journal = (await system.GetAsync($"/api/instances/{instance}/journal")).Ok();
        journal.ToJsonString(ApiAnswer.Relaxed).Should().Contain("office-01").And.Contain("对方已恢复");
        (await system.PostAsync(path, new JsonObject { ["reason"] = "x" })).Status.Should().Be(404);
    }

    [Fact]
    public async Task List_UnknownState_NamesWhatIsAllowed()
    {
        await using var host = await InProcessHost.StartAsync(null, "--virtual-clock", "true");

        var answer = await new Api(host).GetAsync("/api/effects?state=lost");

        answer.Status.Should().Be(422);
        answer.Json["allowed"]!.GetValue<string>().Should().Be("Pending, Parked");
        (await new Api(host, "clerk-01").GetAsync("/api/effects")).Status.Should().Be(403);
    }
}
