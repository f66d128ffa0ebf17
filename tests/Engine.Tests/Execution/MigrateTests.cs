using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Execution;

public sealed class MigrateTests
{
    private readonly InMemoryShell _shell = new();

    [Fact]
    public void Migrate_TargetWithAllLiveActivities_GoesOnThere()
    {
        var state = Started();
        var target = Graph(Wf.Flowchart("flow", [Wf.Write("new"), Wf.Write("first"), Wf.Task("t"), Wf.Write("after")], "first -> t", "t -> after", "after -> new"), Wf.With(Wf.Variable("n", "N", "Int32", "4")));

        var moved = _shell.Core.Advance(target, state, Migrate(target), _shell.Now).Burst!;
        var done = _shell.Core.Advance(target, moved.State, new TaskCompleted(moved.State.Tasks[0].Id, null, default, null) { Id = "c", Actor = new Actor("h"), At = _shell.Now }, _shell.Now).Burst!;

        moved.State.ContentHash.Should().Be(target.ContentHash);
        moved.State.Contexts[0].Variables.Single().Value.GetInt32().Should().Be(4);
        moved.Entries.Should().ContainSingle().Which.Kind.Should().Be(EntryKind.Migrated);
        done.Entries.Where(entry => entry.Kind == EntryKind.LineWritten).Select(entry => entry.Text).Should().Equal("after", "new");
        done.State.Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void Migrate_LiveActivityMissing_IsRefusedAndNamesIt()
    {
        var target = Graph(Wf.Flowchart("flow", [Wf.Task("other")]));

        _shell.Core.Advance(target, Started(), Migrate(target), _shell.Now).Refusal.Should().Match<Refusal>(refusal =>
            refusal.Code == "migrate.missing" && refusal.Message.Contains("Workflow1:flow:t", StringComparison.Ordinal));
    }

    [Fact]
    public void Migrate_OtherContentOrDefinition_IsRefused()
    {
        var target = Graph(Wf.Flowchart("flow", [Wf.Task("t")]));
        var foreign = _shell.Compiler.Compile(_shell.Definitions.Publish(Wf.Definition(Wf.Flowchart("flow", [Wf.Task("t")]), "other"))).Graph!;
        var state = Started();

        _shell.Core.Advance(target, state, Migrate(target) with { ToContentHash = "x" }, _shell.Now).Refusal!.Code.Should().Be("migrate.target");
        _shell.Core.Advance(foreign, state, Migrate(foreign), _shell.Now).Refusal!.Code.Should().Be("migrate.definition");
    }

    private InstanceState Started()
    {
        var graph = Graph(Wf.Flowchart("flow", [Wf.Write("first"), Wf.Task("t"), Wf.Write("after")], "first -> t", "t -> after"));
        return _shell.Core.Advance(graph, null, new Start { Id = "s", InstanceId = "i", Actor = new Actor("p"), At = _shell.Now }, _shell.Now).Burst!.State;
    }

    private WorkflowGraph Graph(System.Text.Json.Nodes.JsonObject root, Action<System.Text.Json.Nodes.JsonObject>? more = null) =>
        _shell.Compiler.Compile(_shell.Definitions.Publish(Wf.Definition(root, more: more))).Graph!;

    private Migrate Migrate(WorkflowGraph target) =>
        new(target.DefinitionVersionId, target.ContentHash, "why") { Id = "m", Actor = new Actor("admin"), At = _shell.Now };
}
