using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Cluster;

/// <summary>A node stops longer than the others wait, and comes back with its old memory (reliability-tests B10).</summary>
[Collection(ClusterCollection.Name)]
public sealed class PausedNodeTests(ClusterFixture cluster, ITestOutputHelper output)
{
    private const int Instances = 24;

    [Fact]
    public async Task PausedNode_ComesBack_ItsCommitsAreRefused()
    {
        var stop = TestContext.Current.CancellationToken;
        await cluster.AllUpAsync();
        var sleeper = cluster.Nodes[0];
        IReadOnlyList<HostProcess> awake = [.. cluster.Nodes.Skip(1)];

        // Started through all nodes: a good part of them lives on the one that will sleep, with an open task in its memory.
        var open = await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => TestDefinitions.OpenTaskAsync(cluster.Api(null))));
        using var client = sleeper.Client();
        client.Timeout = TimeSpan.FromMinutes(2);
        var toSleeper = new Api(client);
        sleeper.Pause();

        // Commands of the others reach its instances once it is declared dead; one command for it waits at its door.
        var late = toSleeper.PostAsync($"/api/tasks/{open[0].TaskId}/complete", null, "late");
        var others = new Api(RoundRobin.Client(awake, null));
        var winners = await Task.WhenAll(open.Select(item => others.SendUntilAnsweredAsync($"/api/tasks/{item.TaskId}/complete", $"awake-{item.TaskId}", stop)));
        winners.Should().OnlyContain(answer => answer.Status == 200);
        sleeper.Continue();

        var stale = await Task.WhenAll(open.Skip(1).Select(item => TryAsync(toSleeper, $"/api/tasks/{item.TaskId}/complete", $"stale-{item.TaskId}")).Append(TryAsync(late)));

        output.WriteLine("answers of the woken node: " + string.Join(", ", stale.GroupBy(status => status).Select(group => $"{group.Count()} × {group.Key}")));

        // Refused with the winner's name, or without an answer because it has understood that it was dead; never a second completion.
        stale.Should().NotContain(status => status == 200);
        stale.Should().OnlyContain(status => status == 409 || status >= 500 || status == 0);
        var ids = string.Join("','", open.Select(item => item.InstanceId));
        (await cluster.CountAsync($"""SELECT count(*) FROM "Journal" WHERE "Kind" = 'task-completed' AND "InstanceId" IN ('{ids}')""")).Should().Be(Instances);
        await cluster.AllUpAsync();
        (await cluster.Api(null).SendUntilAnsweredAsync("/api/audit/verify", "", stop)).Ok()["isIntact"]!.GetValue<bool>().Should().BeTrue();
    }

    private static Task<int> TryAsync(Api api, string path, string key) => TryAsync(api.PostAsync(path, null, key));

    private static async Task<int> TryAsync(Task<ApiAnswer> sent)
    {
        try
        {
            return (await sent).Status;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
