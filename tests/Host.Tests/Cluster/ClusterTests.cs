using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Accounts;
using GridGov.Workflow.Host.Tests.Elsa;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>What one node did, the others know.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ClusterTests(ClusterFixture cluster) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await cluster.AllUpAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Case_GoesThroughEveryNode()
    {
        var number = await new City(cluster.Nodes[0]).DivertedCaseAsync();

        (await new City(cluster.Nodes[1]).DoAsync(number, "desk-sw", "AwaitReceipt", "Received")).Ok();
        (await new City(cluster.Nodes[2]).ReplyAsync(number)).Ok();
        (await new City(cluster.Nodes[0]).VerifyAsync(number, passed: true)).Ok();
        (await new City(cluster.Nodes[1]).EvaluateAsync(number)).Ok();

        (await new City(cluster.Nodes[2]).CaseAsync(number))["state"]!.GetValue<string>().Should().Be("Closed");
        (await cluster.Api(null).GetAsync($"/api/cases/{number}/replay")).Ok()["outcome"]!.GetValue<string>().Should().Be("Equal");
    }

    [Fact]
    public async Task SessionAndToken_OfOneNode_AreGoodOnAnother()
    {
        using var session = await WebSession.SignedInAsync(cluster.Nodes[0], "clerk-01");
        using var elsewhere = new HttpClient { BaseAddress = cluster.Nodes[1].Address };
        elsewhere.DefaultRequestHeaders.Add("Cookie", string.Join("; ", session.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        var token = (await new Api(cluster.Nodes[1]).PostAsync("/api/tokens")).Ok()["accessToken"]!.GetValue<string>();
        using var bearer = new HttpClient { BaseAddress = cluster.Nodes[2].Address };
        bearer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        (await new Api(elsewhere).GetAsync("/api/tasks")).Status.Should().Be(200);
        (await new Api(bearer).GetAsync("/api/cases")).Status.Should().Be(200);
    }

    [Fact]
    public async Task PersonalValues_OfOneNode_AreReadOnAnother()
    {
        var number = await new City(cluster.Nodes[0]).ReportAsync();

        var requester = await new City(cluster.Nodes[1]).As("clerk-01").GetAsync($"/api/cases/{number}/personal?purpose=callback");

        requester.Text.Should().Contain("周女士");
    }

    [Fact]
    public async Task Hub_OnAnotherNode_HearsOfACommit()
    {
        var stop = TestContext.Current.CancellationToken;
        var (id, taskId) = await TestDefinitions.OpenTaskAsync(new Api(cluster.Nodes[0]));
        using var viewer = await HubClient.ConnectAsync(cluster.Nodes[2], "office-01", stop);
        await viewer.ObserveAsync(id, stop);

        (await new Api(cluster.Nodes[1]).PostAsync($"/api/tasks/{taskId}/complete", null, $"done-{id}")).Ok();

        (await viewer.NextAsync("WorkflowInstanceUpdatedAsync", stop))["arguments"]![0]!["workflowInstanceId"]!.GetValue<string>().Should().Be(id);
    }

    [Fact]
    public async Task Directory_LoadedOnOneNode_IsInForceOnAll()
    {
        var stop = TestContext.Current.CancellationToken;
        var before = await DirectoryVersionAsync(cluster.Nodes[1]);
        var document = new JsonObject { ["partners"] = new JsonObject { ["departments"] = new JsonArray(), ["grids"] = new JsonArray(Guid.NewGuid().ToString("N")) } };

        (await new Api(cluster.Nodes[0]).PostAsync("/api/directory", document)).Ok();

        foreach (var node in cluster.Nodes)
        {
            await Eventually.GetAsync(
                async () => await DirectoryVersionAsync(node) > before ? node : null, async () => $"version {await DirectoryVersionAsync(node)} after {before}", stop);
        }
    }

    private static async Task<int> DirectoryVersionAsync(HostProcess node) => (await new Api(node).GetAsync("/api/directory")).Ok()["version"]!["version"]!.GetValue<int>();
}
