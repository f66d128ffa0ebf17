using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Execution;

public sealed class InterpreterTests
{
    private readonly InMemoryShell _shell = new();

    [Fact]
    public void Start_Sequence_WaitsAtItsTaskWithDerivedIds()
    {
        var id = Start(Wf.Sequence("root", Wf.Write("w"), Wf.Task("t")));

        var burst = _shell.Bursts(id).Single();
        burst.Result.Text("instanceId").Should().Be(id);
        var state = burst.State;
        (state.Status, state.SubStatus).Should().Be((WorkflowStatus.Running, WorkflowSubStatus.Suspended));
        state.Contexts.Select(context => context.Id).Should().Equal("1-1", "1-2", "1-4");
        state.Tasks.Single().Id.Should().Be($"{id}-1-t1");
        burst.Changes.Single().Should().BeOfType<TaskPut>().Which.Created.Should().BeTrue();
        state.Entries.Should().Be(burst.Entries.Count);
    }

    [Fact]
    public void Advance_AnyStimulus_LeavesTheGivenStateUnchanged()
    {
        var id = Start(
            Wf.Flowchart("flow", [Wf.Activity("fork", "FlowFork", ("branches", Wf.Expression("Object", "[\"A\",\"B\"]"))), Wf.Task("a"), Wf.Event("b", "E"), Wf.Set("s", "v", Wf.Literal(7))],
                "fork.A -> a", "fork.B -> b", "a -> s"),
            Wf.With(Wf.Variable("v", "V", "Int32", "1")));
        var before = _shell.State(id);
        var bytes = _shell.Codec.Write(before);

        _shell.CompleteTask(id, "a").Burst.Should().NotBeNull();

        _shell.Codec.Write(before).Should().Equal(bytes);
        _shell.State(id).Contexts[0].Variables.Single().Value.GetInt32().Should().Be(7);
    }

    [Fact]
    public void Advance_ClockBehindTheState_KeepsTheLaterTime()
    {
        var id = Start(Wf.Sequence("root", Wf.Task("t"), Wf.Task("u")));
        _shell.Now -= TimeSpan.FromHours(1);

        _shell.CompleteTask(id, "t").Burst!.At.Should().Be(InMemoryShell.Epoch);
    }

    [Fact]
    public void Advance_GraphOfAnotherContent_Throws()
    {
        var id = Start(Wf.Sequence("root", Wf.Task("t")));
        var other = _shell.Compiler.Compile(_shell.Definitions.Publish(Wf.Definition(Wf.Sequence("root", Wf.Task("t"), Wf.Task("u"))))).Graph!;

        var advance = () => _shell.Core.Advance(other, _shell.State(id), Cancel(), _shell.Now);

        advance.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Advance_NoStateAndNoStart_IsRefused() =>
        _shell.Core.Advance(Graph(Wf.Sequence("root")), null, Cancel(), _shell.Now).Refusal!.Code.Should().Be("instance.not-found");

    [Fact]
    public void Start_InstanceThatExists_IsRefused()
    {
        var id = Start(Wf.Sequence("root", Wf.Task("t")));

        _shell.Deliver(id, Starting(id)).Refusal!.Code.Should().Be("instance.exists");
    }

    [Fact]
    public void Start_TriggerThatDoesNotExist_IsRefused() =>
        _shell.Core.Advance(Graph(Wf.Sequence("root")), null, Starting("i") with { TriggerActivityId = "none" }, _shell.Now)
            .Refusal!.Code.Should().Be("start.trigger-unknown");

    [Fact]
    public void Start_ByTrigger_BeginsThereAndCompletesItWithThePayload()
    {
        _shell.Publish(Wf.Definition(
            Wf.Flowchart("flow", [Wf.Write("first"), Wf.Event("e", "Reported"), Wf.Activity("w", "WriteLine", ("text", Wf.Js("getLastResult().no")))], "first -> w", "e -> w")));

        var id = _shell.Start("def", trigger: "e", payload: JsonValues.Parse("""{ "no": "A-1" }"""));

        _shell.Lines.Should().Equal("A-1");
        _shell.State(id).Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void TimerDue_AfterItsRaceWasLost_FindsNothing()
    {
        _shell.Publish(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Definitions", "Examples", "race.json")));
        var id = _shell.Start("def-race");
        var timer = _shell.State(id).Bookmarks.Single(bookmark => bookmark.DueAt is not null);
        _shell.PublishEvent("ReplyReceived");

        var late = _shell.Deliver(id, key => new TimerDue(timer.Id, _shell.Now) { Id = key, Actor = Actor.Engine, At = timer.DueAt!.Value });

        late.Refusal!.Code.Should().Be("timer.unknown");
        _shell.Bursts(id)[^1].Changes.OfType<BookmarkRemoved>().Should().HaveCount(2);
    }

    [Fact]
    public void Advance_WaitCreatedAndRemovedInOneBurst_LeavesNoRow()
    {
        var id = Start(Wf.Activity("fork", "Fork", ("joinMode", "WaitAny"), ("branches", new System.Text.Json.Nodes.JsonArray(Wf.Delay("d", "01:00:00"), Wf.Task("t"), Wf.Write("w")))));

        var burst = _shell.Bursts(id).Single();
        burst.State.Status.Should().Be(WorkflowStatus.Finished);
        burst.Changes.Should().ContainSingle().Which.Should().BeOfType<TaskPut>().Which.Task.Status.Should().Be(GridGov.Workflow.Engine.Tasks.HumanTaskStatus.Cancelled);
    }

    [Fact]
    public void EventReceived_OtherName_IsRefused()
    {
        var id = Start(Wf.Sequence("root", Wf.Event("e", "Right")));
        var wait = _shell.State(id).Bookmarks.Single();

        _shell.Deliver(id, key => new EventReceived(wait.Id, "e1", "Wrong", default) { Id = key, Actor = Actor.Engine, At = _shell.Now })
            .Refusal!.Code.Should().Be("bookmark.unknown");
    }

    [Fact]
    public void Cancel_WaitingInstance_EndsItAndRemovesItsRows()
    {
        var id = Start(Wf.Sequence("root", Wf.Delay("d", "01:00:00")));

        var burst = _shell.Deliver(id, Cancel()).Burst!;

        burst.State.SubStatus.Should().Be(WorkflowSubStatus.Cancelled);
        burst.Changes.Should().ContainSingle().Which.Should().BeOfType<BookmarkRemoved>();
        burst.Entries[^1].Should().Match<JournalEntry>(entry => entry.Kind == EntryKind.StatusChanged && entry.Name == "Cancelled" && entry.Text == "why");
        _shell.Deliver(id, Cancel() with { Id = "c2" }).Refusal!.Code.Should().Be("instance.finished");
    }

    [Fact]
    public void Advance_LoopWithoutWait_FaultsInsteadOfRunningForEver()
    {
        var id = Start(Wf.Activity("loop", "While", ("condition", Wf.Literal(true)), ("body", Wf.Activity("n", "FlowNode"))));

        var state = _shell.State(id);
        state.SubStatus.Should().Be(WorkflowSubStatus.Faulted);
        state.Incidents.Should().ContainSingle().Which.Code.Should().Be("burst.too-long");
    }

    [Fact]
    public void Start_WithParent_AnswersAtFirstRestAndAtTheEnd()
    {
        var graph = Graph(Wf.Sequence("root", Wf.Task("t"), Wf.Activity("o", "SetOutput", ("outputName", Wf.Literal("X")), ("outputValue", Wf.Literal(3)))));
        var parent = new ParentLink("p", "p/1-2/1", NotifyAtEnd: true);

        var first = _shell.Core.Advance(graph, null, Starting("c") with { Parent = parent }, _shell.Now).Burst!;
        var last = _shell.Core.Advance(graph, first.State, new TaskCompleted("c-1-t1", null, default, null) { Id = "x", Actor = new Actor("h"), At = _shell.Now }, _shell.Now).Burst!;

        var rest = first.Effects.Single();
        (rest.Kind, rest.Answered, rest.Payload.Flag("final"), rest.Payload.Text("effectKey")).Should().Be(("child-result", false, false, "p/1-2/1"));
        var end = last.Effects.Single();
        (end.Payload.Flag("final"), end.Payload.Member("output").GetRawText()).Should().Be((true, """{"X":3}"""));
        end.Key.Should().NotBe(rest.Key);
    }

    [Fact]
    public void Start_WithParentAndNothingToWaitFor_AnswersOnce()
    {
        var graph = Graph(Wf.Sequence("root"));

        var burst = _shell.Core.Advance(graph, null, Starting("c") with { Parent = new ParentLink("p", "k", NotifyAtEnd: true) }, _shell.Now).Burst!;

        burst.Effects.Should().ContainSingle().Which.Payload.Flag("final").Should().BeTrue();
    }

    [Fact]
    public void NextGuid_SameBurst_GivesTheSameValues()
    {
        var ids = Enumerable.Range(0, 2).Select(_ => new BurstRandom("i-1", 3)).Select(random => (random.NextGuid(), random.NextUInt64())).ToList();

        ids[0].Should().Be(ids[1]);
        ids[0].Item1.Version.Should().Be(4);
        new BurstRandom("i-1", 4).NextGuid().Should().NotBe(ids[0].Item1);
    }

    private string Start(System.Text.Json.Nodes.JsonObject root, Action<System.Text.Json.Nodes.JsonObject>? more = null)
    {
        _shell.Publish(Wf.Definition(root, more: more));
        return _shell.Start("def");
    }

    private WorkflowGraph Graph(System.Text.Json.Nodes.JsonObject root) =>
        _shell.Compiler.Compile(_shell.Definitions.Publish(Wf.Definition(root))).Graph!;

    private Start Starting(string id) => new() { Id = "s", InstanceId = id, Actor = new Actor("p"), At = _shell.Now };

    private Cancel Cancel() => new("why") { Id = "c", Actor = new Actor("p"), At = _shell.Now };
}
