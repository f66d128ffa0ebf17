using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Tests.Compat;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Compat;

/// <summary>The compatibility corpus a second time: on a started Host, over REST.</summary>
public sealed class CompatOverHttpTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    public static TheoryData<string> Names => [.. CompatCase.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_CorpusCaseOverRest_GivesTheOutcomeOfElsa(string name)
    {
        var @case = CompatCase.All[name];
        var run = new HttpCompatRun(@case, new Api(fixture.Host));

        await run.RunAsync();

        // Between instances there is no order of lines or tasks: each has a journal of its own.
        string[] unordered = run.Instances > 1 ? ["lines", "tasks"] : [];
        CompatExpectation.Check(@case, run.Outcome, unordered);
        foreach (var member in unordered)
        {
            if (!@case.Expect.TryGetProperty(member, out var expected) || Differences.All.ContainsKey(name)) continue;
            Sorted(run.Outcome[member]!.AsArray()).Should().Equal(Sorted(JsonNode.Parse(expected.GetRawText())!.AsArray()));
        }
    }

    private static IEnumerable<string> Sorted(JsonArray items) =>
        items.Select(item => item?.ToJsonString(ApiAnswer.Relaxed) ?? "null").Order(StringComparer.Ordinal);
}
