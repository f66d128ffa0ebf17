using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Load;

/// <summary>A node that gets more than it can do turns the rest away and keeps what it took (reliability test G36, in short).</summary>
public sealed class BackPressureTests
{
    private const int Commands = 400;
    private static readonly string[] Narrow = ["--virtual-clock", "true", "--GridGov:Load:MaxCommands", "4", "--GridGov:Load:RetryAfter", "00:00:03"];

    [Fact]
    public async Task Overload_ShedsWithRetryAfter_LosesNothing_AndGoesOn()
    {
        await using var host = await HostProcess.StartAsync(null, Narrow);
        var stop = TestContext.Current.CancellationToken;
        var api = new Api(host);
        await TestDefinitions.PublishAsync(api, "one-task");
        using var client = host.Client();

        var sent = Enumerable.Range(0, Commands).Select(number => StartAsync(client, number, stop)).ToList();
        var health = await api.GetAsync("/health/ready");
        var list = await api.GetAsync("/api/instances?definitionId=one-task&limit=1");
        var answers = await Task.WhenAll(sent);

        health.Status.Should().Be(200, "health is answered meanwhile");
        list.Status.Should().Be(200, "reads are answered meanwhile");
        var taken = answers.Where(answer => answer.Status == HttpStatusCode.OK).ToList();
        var refused = answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToList();
        taken.Should().NotBeEmpty();
        refused.Should().NotBeEmpty();
        (taken.Count + refused.Count).Should().Be(Commands, string.Join('\n', answers.Except(taken).Except(refused).Select(answer => answer.Body)));
        refused.Should().OnlyContain(answer => answer.RetryAfter == "3" && answer.Code == "load.too-much");

        // Whatever was acknowledged is there after a crash, whatever was refused has left nothing, and may be sent again under its key.
        host.Kill();
        await host.RestartAsync();
        (await InstancesAsync(api)).Should().BeEquivalentTo(taken.Select(answer => answer.Instance));
        foreach (var answer in refused.Take(20)) (await StartAsync(client, answer.Number, stop)).Status.Should().Be(HttpStatusCode.OK, "one after the other finds room");
        foreach (var answer in taken.Take(5)) (await StartAsync(client, answer.Number, stop)).Instance.Should().Be(answer.Instance);
        (await InstancesAsync(api)).Should().HaveCount(taken.Count + Math.Min(20, refused.Count));
    }

    [Fact]
    public async Task FullNode_SaysSoInItsHealth()
    {
        await using var host = await HostProcess.StartAsync(null, Narrow);
        var stop = TestContext.Current.CancellationToken;
        var api = new Api(host);
        await TestDefinitions.PublishAsync(api, "one-task");
        using var client = host.Client();
        Load(await api.GetAsync("/health/ready"))["reason"]!.GetValue<string>().Should().Be("load.ok");

        await Task.WhenAll(Enumerable.Range(0, Commands).Select(number => StartAsync(client, number, stop)));

        var report = await Eventually.GetAsync(async () =>
        {
            var answer = await api.GetAsync("/health/ready");
            return Load(answer)["reason"]!.GetValue<string>() == "load.full" ? answer : null;
        }, async () => (await api.GetAsync("/health/ready")).Text, stop);
        report.Status.Should().Be(200, "a full node still serves");
        report.Json["status"]!.GetValue<string>().Should().Be("degraded");
        Load(report)["text"]!.GetValue<string>().Should().Contain("请求过多");
    }

    private static JsonNode Load(ApiAnswer health) => health.Json["parts"]!.AsArray().Single(part => part!["name"]!.GetValue<string>() == "load")!;

    private static async Task<IReadOnlyList<string>> InstancesAsync(Api api)
    {
        var ids = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await api.GetAsync($"/api/instances?definitionId=one-task&limit=500&cursor={cursor}")).Ok();
            ids.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        }

        return ids;
    }

    private static async Task<Answer> StartAsync(HttpClient client, int number, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/definitions/one-task/execute") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", $"load-{number}");
        using var response = await client.SendAsync(request, stop);
        var body = await response.Content.ReadAsStringAsync(stop);
        var json = JsonNode.Parse(body)!;
        return new Answer(
            number, response.StatusCode, json["instanceId"]?.GetValue<string>(), json["code"]?.GetValue<string>(), response.Headers.RetryAfter?.ToString(), body);
    }

    private sealed record Answer(int Number, HttpStatusCode Status, string? Instance, string? Code, string? RetryAfter, string Body);
}
