using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Concurrency;

/// <summary>Reports come at the same time, and again.</summary>
[Collection(RealTimeCollection.Name)]
public sealed class ReportRaceTests(RealTimeHost fixture)
{
    private const int Reports = 32;
    private readonly Api _clerk = new(fixture.Host, "clerk-01");

    [Fact]
    public async Task Report_SameKeyAtOnce_IsOneCase()
    {
        var (key, body) = (Guid.NewGuid().ToString("N"), City.Report());

        var answers = await Task.WhenAll(Enumerable.Range(0, Reports).Select(_ => _clerk.PostAsync("/api/cases", body, key)));

        answers.Should().OnlyContain(answer => answer.Status == 201);
        answers.Select(answer => (answer.Json["caseNumber"]!.GetValue<string>(), answer.Json["queryCode"]!.GetValue<string>())).Distinct().Should().ContainSingle();
        answers.Count(answer => !answer.Json["repeated"]!.GetValue<bool>()).Should().Be(1);
    }

    [Fact]
    public async Task Report_SameKeyOtherBody_Is422()
    {
        var key = Guid.NewGuid().ToString("N");
        (await _clerk.PostAsync("/api/cases", City.Report(), key)).Ok();

        var other = await _clerk.PostAsync("/api/cases", City.Report("路灯不亮。"), key);

        other.Status.Should().Be(422);
        other.Json["code"]!.GetValue<string>().Should().Be("idempotency.body-differs");
    }

    /// <summary>The first two reports of a new deployment with a phone number both made the key of the contact hash; one answered 500.</summary>
    [Fact]
    public async Task Report_FirstOnesAtOnce_AreAllTaken()
    {
        await using var host = await InProcessHost.StartAsync();
        var clerk = new Api(host, "clerk-01");

        var answers = await Task.WhenAll(Enumerable.Range(0, Reports).Select(n => clerk.PostAsync("/api/cases", City.Report($"第 {n} 件。"), $"first-{n}")));

        answers.Select(answer => answer.Text).Zip(answers).Where(item => item.Second.Status != 201).Select(item => item.First).Should().BeEmpty();
        answers.Select(answer => answer.Json["caseNumber"]!.GetValue<string>()).Should().OnlyHaveUniqueItems();
        var hashes = await Task.WhenAll(answers.Select(answer => RequesterHashAsync(host, answer.Json)));
        hashes.Distinct().Should().ContainSingle("one phone number has one hash").Which.Should().NotBeNullOrEmpty();
    }

    private static async Task<string?> RequesterHashAsync(IRunningHost host, JsonNode report)
    {
        var start = (await new Api(host).GetAsync($"/api/instances/{report["instanceId"]}/journal?limit=1")).Ok()["items"]![0]!["stimulus"]!;
        return start["input"]!["report"]!["requester"]!["hash"]!.GetValue<string>();
    }
}
