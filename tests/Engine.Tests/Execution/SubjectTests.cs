using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using Xunit;
using JsonValues = GridGov.Workflow.Engine.Execution.JsonValues;

namespace GridGov.Workflow.Engine.Tests.Execution;

public sealed class SubjectTests
{
    private readonly InMemoryShell _shell = new(new Ticket(), new Open(), new Await(), new Echo()) { RestartsAfterEveryBurst = true };

    [Fact]
    public void SubjectCommand_Allowed_SignalsWaitingActivitiesBeforeOtherWork()
    {
        var id = Start(Wf.Flowchart("flow", [Wf.Activity("o", "Test.Open"), Wf.Activity("a", "Test.Await"), Wf.Write("returned"), Wf.Task("t")],
            "o -> a", "a.Returned -> returned", "returned -> t"));
        _shell.Waiting(id).Should().Equal("Test.Await");

        var burst = Command(id, "return").Burst!;

        _shell.Lines.Should().Equal("returned");
        burst.Result.Text("state").Should().Be("returned");
        burst.Entries[0].Should().Match<JournalEntry>(entry => entry.Kind == EntryKind.SubjectTransition && entry.Name == "return");
        burst.Changes.OfType<RowProjected>().Should().ContainSingle().Which.Row.Should().Be("open>returned");
        _shell.Waiting(id).Should().Equal("Elsa.RunTask");
    }

    [Fact]
    public void SubjectCommand_NotAllowed_IsRefusedWithTheRule()
    {
        var id = Start(Wf.Sequence("root", Wf.Activity("o", "Test.Open"), Wf.Task("t")));

        Command(id, "forbidden").Refusal!.Code.Should().Be("G1");
        _shell.State(id).Burst.Should().Be(1);
    }

    [Fact]
    public void SubjectCommand_FinalState_CancelsTheRestAndFinishes()
    {
        var id = Start(Wf.Sequence("root", Wf.Activity("o", "Test.Open"), Wf.Task("t")));

        var burst = Command(id, "close").Burst!;

        burst.State.SubStatus.Should().Be(WorkflowSubStatus.Finished);
        burst.Entries.Should().Contain(entry => entry.Kind == EntryKind.ActivityCanceled && entry.NodeId == "Workflow1:root:t");
        Command(id, "rate").Burst!.Changes.OfType<RowProjected>().Single().Row.Should().Be("closed>rated");
        _shell.State(id).Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void Fault_InstanceWithASubject_IsNeverEnded()
    {
        var id = Start(Wf.Sequence("root", Wf.Activity("o", "Test.Open"), Wf.Activity("bad", "Fault")));

        _shell.State(id).SubStatus.Should().Be(WorkflowSubStatus.Suspended);
        _shell.State(id).Incidents.Should().ContainSingle();
    }

    [Fact]
    public void FindBreach_ActivitiesDoNotFitTheState_RaisesOneIncident()
    {
        var id = Start(Wf.Sequence("root", Wf.Activity("o", "Test.Open"), Wf.Event("e", "E"), Wf.Event("f", "F"), Wf.Task("t")));
        Command(id, "return");
        Command(id, "return");

        _shell.State(id).Incidents.Should().ContainSingle().Which.Should().Match<Incident>(incident => incident.Code == "subject.breach" && incident.Message == "R-event");
    }

    [Fact]
    public void SubjectCommand_ActivityAnswersEverySignalByACommand_EndsWithAnIncident()
    {
        var id = Start(Wf.Sequence("root", Wf.Activity("o", "Test.Open"), Wf.Activity("e", "Test.Echo")));

        Command(id, "return").Burst.Should().NotBeNull();

        _shell.State(id).Incidents.Should().Contain(incident => incident.Code == "burst.too-long");
    }

    [Fact]
    public void SubjectCommand_NoSubjectConfigured_IsRefused()
    {
        var shell = new InMemoryShell();
        shell.Publish(Wf.Definition(Wf.Sequence("root", Wf.Task("t"))));
        var id = shell.Start("def");

        shell.Deliver(id, new SubjectCommand("x", default) { Id = "c", Actor = new Actor("p"), At = shell.Now }).Refusal!.Code.Should().Be("subject.none");
    }

    private string Start(System.Text.Json.Nodes.JsonObject root)
    {
        _shell.Publish(Wf.Definition(root));
        return _shell.Start("def");
    }

    private AdvanceResult Command(string id, string name) =>
        _shell.Deliver(id, key => new SubjectCommand(name, default) { Id = key, Actor = new Actor("p"), At = _shell.Now });

    /// <summary>A subject that is only a text: its state.</summary>
    private sealed class Ticket : ISubject
    {
        public SubjectResult Apply(object? state, SubjectRequest request)
        {
            var next = request.Command switch { "open" => "open", "return" => "returned", "close" => "closed", "rate" => "rated", _ => null };
            return next is null
                ? SubjectResult.Refused("G1", "not allowed")
                : new SubjectResult(
                    next, [new SubjectSignal(next, null, default)], [new SubjectTransition("ticket", state as string ?? "", next, request.Command)],
                    JsonValues.Object(json => json.WriteString("state", next)), null);
        }

        public bool IsFinal(object state) => state is "closed" or "rated";

        public IEnumerable<RowProjected> Project(object? before, object after) => [new RowProjected($"{before}>{after}", RowOperation.Update)];

        public string? FindBreach(object state, IReadOnlyCollection<LiveActivity> live) =>
            state is "returned" && live.Any(activity => activity.Type == "Elsa.Event") ? "R-event" : null;

        public void Write(Utf8JsonWriter writer, object state) => writer.WriteStringValue((string)state);

        public object Read(JsonElement json) => json.GetString()!;
    }

    [Activity("Test.Open", "Test", "登记", "测试")]
    private sealed class Open : Activity
    {
        public override void Execute(IActivityExecution x) => x.Apply("open", default);
    }

    [Activity("Test.Await", "Test", "等待", "测试")]
    [Outcome("Returned", "退回")]
    private sealed class Await : Activity
    {
        public override void Execute(IActivityExecution x) => x.WaitForSignal();

        public override void Signalled(IActivityExecution x, SubjectSignal signal)
        {
            if (signal.Name == "returned") x.Complete("Returned");
        }
    }

    [Activity("Test.Echo", "Test", "回声", "测试")]
    private sealed class Echo : Activity
    {
        public override void Execute(IActivityExecution x) => x.WaitForSignal();

        public override void Signalled(IActivityExecution x, SubjectSignal signal) => x.Apply("return", default);
    }
}
