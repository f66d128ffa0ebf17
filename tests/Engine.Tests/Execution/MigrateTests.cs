using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Execution;

public sealed class MigrateTests
{
    private readonly InMemoryShell _shell = new();

    [Fact]
    public void Migrate_StepAddedAhead_RunsItAndNothingAgain()
    {
        var id = Start(Wf.Flowchart("flow", [Wf.Write("first"), Wf.Task("t"), Wf.Write("after")], "first -> t", "t -> after"));
        var task = _shell.State(id).Tasks.Single().Id;

        var moved = Move(id, Wf.Flowchart("flow", [Wf.Write("new"), Wf.Write("first"), Wf.Task("t"), Wf.Write("after")], "first -> t", "t -> after", "after -> new"), Wf.Variable("n", "N", "Int32", "4")).Burst!;

        moved.Entries.Should().ContainSingle().Which.Kind.Should().Be(EntryKind.Migrated);
        moved.Changes.Should().BeEmpty("the rows of tasks and timers stay as they are");
        moved.State.Tasks.Single().Id.Should().Be(task);
        moved.State.DefinitionVersion.Should().Be(2);
        moved.State.Contexts[0].Variables.Single().Value.GetInt32().Should().Be(4);
        _shell.CompleteTask(id, "t");
        _shell.Lines.Should().Equal("first", "after", "new");
        _shell.State(id).Status.Should().Be(WorkflowStatus.Finished);
        _shell.Replay(id)[^1].State.ContentHash.Should().Be(moved.State.ContentHash);
    }

    [Fact]
    public void Migrate_StepAddedBehindIntoAJoin_DoesNotHoldTheJoinUp()
    {
        var id = Start(Wf.Flowchart("flow", [Wf.Write("a"), Wf.Task("t"), Wf.Write("end")], "a -> t", "t -> end"));

        Move(id, Wf.Flowchart("flow", [Wf.Write("a"), Wf.Write("x"), Wf.Task("t"), Wf.Write("end")], "a -> t", "a -> x", "x -> end", "t -> end")).Burst.Should().NotBeNull();

        _shell.CompleteTask(id, "t");
        _shell.Lines.Should().Equal("a", "end");
    }

    [Fact]
    public void Migrate_Mapping_MovesTaskTimerAndOutputs()
    {
        var id = Start(Wf.Sequence("s", Wf.Activity("both", "Fork", ("branches", new JsonArray(Wf.Task("t"), Wf.Delay("d", "00:10:00"))))));
        var timer = _shell.State(id).Bookmarks.Single();

        var moved = Move(
            id, Wf.Sequence("s", Wf.Activity("both", "Fork", ("branches", new JsonArray(Wf.Task("t2"), Wf.Delay("d2", "01:00:00")))), Wf.Write("end")),
            new Dictionary<string, string> { ["t"] = "t2", ["d"] = "d2" }).Burst!;

        moved.State.Tasks.Single().NodeId.Should().Be("Workflow1:s:both:t2");
        moved.State.Bookmarks.Single().Should().Be(timer with { NodeId = "Workflow1:s:both:d2" });
        moved.Changes.Should().ContainSingle("only the task's row holds a node id");
        _shell.FireTimer(id);
        _shell.CompleteTask(id, "t");
        _shell.Lines.Should().Equal("end");
    }

    [Fact]
    public void Migrate_SeveralFaults_ListsThemAllAndChangesNothing()
    {
        var id = Start(
            Wf.Sequence("s", Wf.Activity("both", "Fork", ("branches", new JsonArray(Wf.Task("t"), Wf.Task("u"), Wf.Delay("d", "00:10:00"))))),
            Wf.Variable("n", "N", "String", "abc"));
        var before = _shell.Codec.Write(_shell.State(id));

        var refusal = Move(
            id, Wf.Sequence("s", Wf.Activity("both", "Fork", ("branches", new JsonArray(Wf.Write("t"), Wf.Delay("d", "00:10:00")))), Wf.Task("u")),
            new Dictionary<string, string> { ["nobody"] = "t" }, Wf.Variable("n", "N", "Int32")).Refusal!;

        refusal.Code.Should().Be("migrate.faults");
        refusal.Details!.Select(fault => (fault.Code, fault.ActivityId)).Should().Equal(
            ("migrate.mapping-old", "nobody"), ("migrate.type", "t"), ("migrate.position", "u"), ("migrate.variable", "Workflow1"));
        refusal.Message.Should().Contain("共 4 处问题").And.Contain("活动“u”正在“both”中运行，目标版本把“u”放在“s”中");
        _shell.Codec.Write(_shell.State(id)).Should().Equal(before);
    }

    [Theory]
    [InlineData("migrate.missing", "other", new[] { "a -> other", "other -> end" })]
    [InlineData("migrate.unreachable", "t", new[] { "a -> end", "t -> end" })]
    [InlineData("migrate.rerun", "t", new[] { "t -> a", "a -> end" })]
    public void Migrate_ChartThatCannotGoOn_IsRefused(string code, string task, string[] connections)
    {
        var id = Start(Wf.Flowchart("flow", [Wf.Write("a"), Wf.Task("t"), Wf.Write("end")], "a -> t", "t -> end"));

        Move(id, Wf.Flowchart("flow", [Wf.Write("a"), Wf.Task(task), Wf.Write("end")], connections)).Refusal!.Details.Should().ContainSingle()
            .Which.Code.Should().Be(code);
    }

    [Fact]
    public void Migrate_FinishedStepPutAheadInASequence_IsRefused()
    {
        var id = Start(Wf.Sequence("s", Wf.Write("a"), Wf.Task("t"), Wf.Sequence("inner", Wf.Write("b"))));

        Move(id, Wf.Sequence("s", Wf.Task("t"), Wf.Sequence("inner", Wf.Write("a"), Wf.Write("b")))).Refusal!.Details!.Single().Code.Should().Be("migrate.rerun");
    }

    [Fact]
    public void Migrate_WaitAllJoinGetsABranchThatCannotCome_IsRefused()
    {
        var join = Wf.Activity("j", "FlowJoin", ("mode", Wf.Literal("WaitAll")));
        var id = Start(Wf.Flowchart("flow", [Wf.Write("a"), Wf.Task("t"), join.DeepClone(), Wf.Write("end")], "a -> t", "t -> j", "j -> end"));

        var details = Move(id, Wf.Flowchart("flow", [Wf.Write("a"), Wf.Task("t"), Wf.Write("x"), join, Wf.Write("end")], "a -> t", "a -> x", "x -> j", "t -> j", "j -> end")).Refusal!.Details!;

        details.Single().Code.Should().Be("migrate.join");
    }

    [Fact]
    public void Migrate_VariableOfANewTypeAndANewId_KeepsItsValueConverted()
    {
        var id = Start(Wf.Sequence("s", Wf.Task("t"), Wf.Write("end")), Wf.Variable("n", "N", "String", "12"), Wf.Variable("old", "M", "String", "x"));

        var moved = Move(id, Wf.Sequence("s", Wf.Task("t")), Wf.Variable("n", "N", "Int32", "0"), Wf.Variable("new", "M", "String", "y")).Burst!;

        moved.State.Contexts[0].Variables.Select(slot => (slot.Id, slot.Value.ToString())).Should().Equal(("n", "12"), ("new", "x"));
    }

    [Fact]
    public void Migrate_OtherContentOrDefinitionOrSameVersion_IsRefused()
    {
        var id = Start(Wf.Sequence("s", Wf.Task("t")));
        var state = _shell.State(id);
        var own = _shell.Graph(id);
        var other = _shell.Compiler.Compile(_shell.Definitions.Publish(Wf.Definition(Wf.Sequence("s", Wf.Task("t")), "other"))).Graph!;

        string Code(Engine.Definitions.WorkflowGraph target, string hash) => _shell.Core.Advance(
            target, state, new Migrate(target.DefinitionVersionId, hash, "why") { Id = "m", Actor = new Actor("admin"), At = _shell.Now }, _shell.Now, own).Refusal!.Code;

        Code(own, "x").Should().Be("migrate.target");
        Code(other, other.ContentHash).Should().Be("migrate.definition");
        Code(own, own.ContentHash).Should().Be("migrate.same");
    }

    private string Start(JsonObject root, params JsonObject[] variables)
    {
        _shell.Publish(Wf.Definition(root, more: Wf.With(variables)));
        return _shell.Start("def");
    }

    private AdvanceResult Move(string id, JsonObject root, params JsonObject[] variables) => Move(id, root, null, variables);

    private AdvanceResult Move(string id, JsonObject root, IReadOnlyDictionary<string, string>? mapping, params JsonObject[] variables) =>
        _shell.Migrate(id, Wf.SecondVersion(root, variables), mapping);
}
