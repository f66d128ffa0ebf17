using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Tests.Execution;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Activities;

public sealed class FlowchartTests
{
    private readonly InMemoryShell _shell = new() { RestartsAfterEveryBurst = true };

    [Theory]
    [InlineData(FlowchartMode.CounterBased)]
    [InlineData(FlowchartMode.TokenBased)]
    public void Race_InALoop_RunsTheJoinOncePerRoundWhoeverWins(FlowchartMode mode)
    {
        var id = Start(mode, Race(), "start -> fork", "fork.A -> a", "fork.B -> b", "a -> join", "b -> join", "join -> more", "more.True -> fork", "more.False -> end");

        foreach (var winner in (string[])["A", "B", "A"])
        {
            _shell.State(id).Bookmarks.Should().HaveCount(2);
            _shell.PublishEvent(winner);
        }

        _shell.Lines.Should().Equal("end");
        _shell.State(id).SubStatus.Should().Be(WorkflowSubStatus.Finished);
        _shell.State(id).Contexts.Should().ContainSingle();
    }

    [Theory]
    [InlineData(FlowchartMode.CounterBased)]
    [InlineData(FlowchartMode.TokenBased)]
    public void Race_LoserStartsWaitingAfterTheJoinWasQueued_IsCancelledWhenTheJoinRuns(FlowchartMode mode)
    {
        var id = Start(
            mode,
            [Fork(), Wf.Write("a"), Wf.Event("b", "B"), Wf.Activity("join", "FlowJoin"), Wf.Write("end")],
            "fork.A -> a", "fork.B -> b", "a -> join", "b -> join", "join -> end");

        _shell.State(id).SubStatus.Should().Be(WorkflowSubStatus.Finished);
        _shell.Lines.Should().Equal("a", "end");
        _shell.Entries(id).Should().Contain(entry => entry.Kind == EntryKind.ActivityCanceled && entry.NodeId == "Workflow1:flow:b");
    }

    [Fact]
    public void End_WhileAnotherBranchWaits_CancelsIt()
    {
        var id = Start(FlowchartMode.CounterBased, [Fork(), Wf.Event("a", "A"), Wf.Activity("b", "End")], "fork.A -> a", "fork.B -> b");

        _shell.State(id).SubStatus.Should().Be(WorkflowSubStatus.Finished);
        _shell.State(id).Bookmarks.Should().BeEmpty();
    }

    [Fact]
    public void End_WhileAnotherBranchIsQueued_DropsIt()
    {
        Start(FlowchartMode.CounterBased, [Fork(), Wf.Activity("a", "End"), Wf.Write("b")], "fork.A -> a", "fork.B -> b");

        _shell.Lines.Should().BeEmpty();
    }

    [Fact]
    public void JoinMode_Unknown_FaultsWithTheAllowedOnes()
    {
        var id = Start(
            FlowchartMode.CounterBased, [Wf.Write("a"), Wf.Activity("join", "FlowJoin", ("mode", Wf.Literal("Sometimes")))], "a -> join");

        _shell.State(id).Incidents.Single().Message.Should().Contain("WaitAll、WaitAllActive、WaitAny");
    }

    [Theory]
    [InlineData("Merge", 1)]
    [InlineData("Converge", 1)]
    [InlineData("Cascade", 1)]
    [InlineData("Race", 1)]
    [InlineData("Stream", 2)]
    [InlineData(null, 2)]
    public void TokenMode_TwoBranchesOfDifferentLengthMeet_RunTheTargetAsTheMergeModeSays(string? mergeMode, int times)
    {
        var id = Start(
            FlowchartMode.TokenBased,
            [Fork(), Wf.Write("a"), Wf.Write("b"), Wf.Write("b2"), Wf.Write("m").With("customProperties", new JsonObject { ["mergeMode"] = mergeMode })],
            "fork.A -> a", "fork.B -> b", "b -> b2", "a -> m", "b2 -> m");

        _shell.Lines.Count(line => line == "m").Should().Be(times);
        _shell.State(id).SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    private static JsonObject[] Race() =>
    [
        Wf.Activity("start", "Start"), Fork(), Wf.Event("a", "A"), Wf.Event("b", "B"), Wf.Activity("join", "FlowJoin"),
        Wf.Activity("more", "FlowDecision", ("condition", Wf.Js("setVariable('N', getN() + 1); getN() < 3"))), Wf.Write("end"),
    ];

    private static JsonObject Fork() => Wf.Activity("fork", "FlowFork", ("branches", Wf.Expression("Object", "[\"A\",\"B\"]")));

    private string Start(FlowchartMode mode, IEnumerable<JsonNode> activities, params string[] connections)
    {
        _shell.Publish(Wf.Definition(Wf.Flowchart("flow", activities, connections), more: Wf.With(Wf.Variable("n", "N", "Int32", "0"))));
        return _shell.Start("def", mode: mode);
    }
}
