using System.Net.WebSockets;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Elsa;

/// <summary>The hub (elsa-studio-contract.md §9).</summary>
[Collection(HostCollection.Name)]
public sealed class HubTests(HostFixture fixture) : IDisposable
{
    private readonly Studio _studio = new(fixture.Host, "office-01");

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task Observer_HearsOfACommittedBurst()
    {
        var stop = TestContext.Current.CancellationToken;
        var saved = await _studio.SaveAsync(Models.WriteThenWait());
        var id = await _studio.RunAsync(saved["definitionId"]!.GetValue<string>());
        using var viewer = await HubClient.ConnectAsync(fixture.Host, "office-01", stop);
        await viewer.ObserveAsync(id, stop);

        await _studio.PostAsync($"cancel/workflow-instances/{id}");

        (await viewer.NextAsync("WorkflowExecutionLogUpdatedAsync", stop))["arguments"]!.ToJsonString().Should().Be("[{}]");
        var stats = (await viewer.NextAsync("ActivityExecutionLogUpdatedAsync", stop))["arguments"]![0]!["stats"]!.AsArray();
        stats.Single(node => node!["activityNodeId"]!.GetValue<string>() == "Workflow1:flow:wait")!["isBlocked"]!.GetValue<bool>().Should().BeFalse();
        (await viewer.NextAsync("WorkflowInstanceUpdatedAsync", stop))["arguments"]![0]!["workflowInstanceId"]!.GetValue<string>().Should().Be(id);
    }

    /// <summary>Told once more when it is quiet: what was committed before it observed, and what its page was too busy to draw.</summary>
    [Fact]
    public async Task Observer_ComingLate_HearsOfTheInstance_AndOfEachChangeTwice()
    {
        var stop = TestContext.Current.CancellationToken;
        var saved = await _studio.SaveAsync(Models.WriteThenWait());
        var id = await _studio.RunAsync(saved["definitionId"]!.GetValue<string>());
        using var viewer = await HubClient.ConnectAsync(fixture.Host, "office-01", stop);

        await viewer.ObserveAsync(id, stop);
        await viewer.NextAsync("WorkflowInstanceUpdatedAsync", stop);
        await _studio.PostAsync($"cancel/workflow-instances/{id}");
        await viewer.NextAsync("WorkflowInstanceUpdatedAsync", stop);
        var again = await viewer.NextAsync("WorkflowInstanceUpdatedAsync", stop);

        again["arguments"]![0]!["workflowInstanceId"]!.GetValue<string>().Should().Be(id);
    }

    [Fact]
    public async Task Stranger_MayNotConnect()
    {
        var connect = () => HubClient.ConnectAsync(fixture.Host, "worker-01", TestContext.Current.CancellationToken);

        await connect.Should().ThrowAsync<WebSocketException>();
    }
}
