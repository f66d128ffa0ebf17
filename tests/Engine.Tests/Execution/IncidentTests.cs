using System.Globalization;
using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Execution;

public sealed class IncidentTests
{
    private readonly InMemoryShell _shell = new();

    [Fact]
    public void Retry_AfterAmend_RunsANewAttemptAndResolvesTheIncident()
    {
        var id = Start(Wf.Sequence("root", Wf.Activity("w", "WriteLine", ("text", Wf.Js("getV().name"))), Wf.Write("end")), Wf.ContinueWithIncidents(Wf.Variable("v", "V", "Object")));
        var incident = _shell.State(id).Incidents.Single();
        incident.Should().Match<Incident>(found => found.Id == "1-i1" && found.ActivityId == "w" && found.ExecutionId == "1-3" && !found.Resolved);

        Operate(id, new Amend(new Dictionary<string, System.Text.Json.JsonElement> { ["V"] = JsonValues.Parse("""{ "name": "张三" }""") }, "repaired") { Id = "a", Actor = Admin, At = _shell.Now });
        Operate(id, Retry(incident, RetryMode.Retry)).Burst.Should().NotBeNull();

        _shell.Lines.Should().Equal("张三", "end");
        _shell.State(id).Status.Should().Be(WorkflowStatus.Finished);
        _shell.State(id).Incidents.Single().Resolved.Should().BeTrue();
        _shell.Entries(id).Where(entry => entry.Kind == EntryKind.ActivityStarted && entry.NodeId!.EndsWith(":w", StringComparison.Ordinal))
            .Select(entry => entry.ExecutionId).Should().Equal("1-3", "3-1");
    }

    [Fact]
    public void Retry_Skip_ReportsTheChosenOutcome()
    {
        var id = Start(
            Wf.Flowchart("flow", [Wf.Activity("d", "FlowDecision", ("condition", Wf.Js("nothing.there"))), Wf.Write("yes"), Wf.Write("no")], "d.True -> yes", "d.False -> no"),
            Wf.ContinueWithIncidents());
        var incident = _shell.State(id).Incidents.Single();

        Operate(id, Retry(incident, RetryMode.Skip, "Perhaps")).Refusal!.Message.Should().Contain("True、False");
        Operate(id, Retry(incident, RetryMode.Skip, "False"));

        _shell.Lines.Should().Equal("no");
        Operate(id, Retry(incident, RetryMode.Skip)).Refusal!.Code.Should().Be("instance.finished");
    }

    [Theory]
    [InlineData(RetryMode.Retry, "i1/1-3/1")]
    [InlineData(RetryMode.SendAgain, "i1/3-1/1")]
    public void Retry_FailedEffect_RepeatsTheKeyUnlessSentAgainAsNew(RetryMode mode, string key)
    {
        var id = Start(Wf.Sequence("root", Wf.Activity("h", "FlowSendHttpRequest", ("url", Wf.Literal("http://x/")))), Wf.ContinueWithIncidents());
        var first = _shell.Outbox.Single().Effect;
        first.Key.Should().Be("i1/1-3/1");
        _shell.Deliver(id, new EffectFailed(first.Key, "http.refused", "no", 3, default) { Id = "f", Actor = Actor.Engine, At = _shell.Now });

        Operate(id, Retry(_shell.State(id).Incidents.Single(), mode));

        _shell.Outbox[^1].Effect.Key.Should().Be(key);
        _shell.State(id).PendingEffects.Should().ContainSingle().Which.Key.Should().Be(key);
    }

    [Fact]
    public void Retry_FaultedInstance_ReopensItWithItsWaits()
    {
        var id = Start(Fork(Wf.Delay("d", "01:00:00"), Wf.Task("t"), Wf.Event("e", "E"), Wf.Activity("bad", "Fault", ("message", Wf.Literal("坏了")))));
        var faulted = _shell.Bursts(id).Single();
        faulted.State.SubStatus.Should().Be(WorkflowSubStatus.Faulted);
        faulted.Changes.Should().ContainSingle("rows of a faulted instance are gone").Which.Should().BeOfType<TaskPut>().Which.Task.Status.Should().Be(HumanTaskStatus.Cancelled);
        var timer = faulted.State.Bookmarks.Single(bookmark => bookmark.DueAt is not null);
        _shell.Deliver(id, new TimerDue(timer.Id, _shell.Now) { Id = "t", Actor = Actor.Engine, At = _shell.Now }).Refusal!.Code.Should().Be("timer.unknown");

        var burst = Operate(id, Retry(faulted.State.Incidents.Single(), RetryMode.Skip)).Burst!;

        burst.State.SubStatus.Should().Be(WorkflowSubStatus.Suspended);
        burst.Changes.OfType<BookmarkCreated>().Should().HaveCount(2);
        burst.Changes.OfType<TaskPut>().Single().Task.Status.Should().Be(HumanTaskStatus.Open);
        _shell.CompleteTask(id, "t");
        _shell.PublishEvent("E");
        _shell.FireTimer(id);
        _shell.State(id).SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void EffectSucceeded_FaultedInstance_IsKeptForTheReopening()
    {
        var id = Start(Fork(Wf.Sequence("s", Wf.Activity("h", "SendHttpRequest", ("url", Wf.Literal("http://x/"))), Wf.Write("answered")), Wf.Activity("bad", "Fault")));
        var effect = _shell.Outbox.Single().Effect;

        _shell.Deliver(id, new EffectSucceeded(effect.Key, JsonValues.Parse("""{ "statusCode": 200 }""")) { Id = "r", Actor = Actor.Engine, At = _shell.Now }).Burst.Should().NotBeNull();
        _shell.Lines.Should().BeEmpty();
        Operate(id, Retry(_shell.State(id).Incidents.Single(), RetryMode.Skip));

        _shell.Lines.Should().Equal("answered");
        _shell.State(id).SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void Retry_IncidentOfACancelledActivity_CanOnlyBeDismissed()
    {
        var fork = Fork(Wf.Activity("bad", "Fault"), Wf.Task("t"));
        fork["joinMode"] = "WaitAny";
        var id = Start(Wf.Sequence("root", fork, Wf.Task("after")), Wf.ContinueWithIncidents());
        var incident = _shell.State(id).Incidents.Single();
        _shell.CompleteTask(id, "t");

        Operate(id, Retry(incident, RetryMode.Retry)).Refusal!.Code.Should().Be("incident.not-retryable");
        Operate(id, Retry(incident, RetryMode.Skip)).Burst.Should().NotBeNull();
        Operate(id, Retry(incident, RetryMode.Skip)).Refusal!.Code.Should().Be("incident.resolved");
    }

    [Fact]
    public void Amend_BadVariable_IsRefusedAndNamesWhatExists()
    {
        var id = Start(Wf.Sequence("root", Wf.Task("t")), Wf.With(Wf.Variable("v", "Count", "Int32", "1")));

        Amend(id, "Cuont", "2").Refusal.Should().Match<Refusal>(refusal => refusal.Code == "variable.unknown" && refusal.Message.Contains("Count", StringComparison.Ordinal));
        Amend(id, "Count", "\"two\"").Refusal.Should().Match<Refusal>(refusal =>
            refusal.Code == "expression.conversion" && refusal.Field == "variables.Count" && refusal.Message.Contains("Int32", StringComparison.Ordinal));
        Amend(id, "Count", "\"2\"").Burst!.State.Contexts[0].Variables.Single().Value.GetInt32().Should().Be(2);
    }

    [Fact]
    public void Advance_WithoutMemory_MakesNoBurst_AndTheSameStimulusGoesThroughLater()
    {
        var big = new Big { DoesNotFit = true };
        var shell = new InMemoryShell(null, big);
        shell.Publish(Wf.Definition(Wf.Sequence("root", Wf.Task("t"), Wf.Activity("b", "Test.Big"), Wf.Write("end"))));
        var id = shell.Start("def");

        var act = () => shell.CompleteTask(id, "t");
        act.Should().Throw<OutOfMemoryException>();
        var bursts = shell.State(id).Burst;
        big.DoesNotFit = false;
        shell.CompleteTask(id, "t");

        bursts.Should().Be(1);
        shell.Lines.Should().Equal("end");
        shell.State(id).Incidents.Should().BeEmpty();
    }

    private string Start(System.Text.Json.Nodes.JsonObject root, Action<System.Text.Json.Nodes.JsonObject>? more = null)
    {
        _shell.Publish(Wf.Definition(root, more: more));
        return _shell.Start("def");
    }

    private static System.Text.Json.Nodes.JsonObject Fork(params System.Text.Json.Nodes.JsonNode[] branches) =>
        Wf.Activity("fork", "Fork", ("branches", new System.Text.Json.Nodes.JsonArray(branches)));

    private AdvanceResult Amend(string id, string name, string json) => Operate(
        id, new Amend(new Dictionary<string, System.Text.Json.JsonElement> { [name] = JsonValues.Parse(json) }, "why") { Id = "a", Actor = Admin, At = _shell.Now });

    private AdvanceResult Operate(string id, Stimulus stimulus) => _shell.Deliver(id, stimulus);

    private Retry Retry(Incident incident, RetryMode mode, string? outcome = null) =>
        new(incident.Id, mode, outcome, "why") { Id = "r", Actor = Admin, At = _shell.Now };

    private static Actor Admin { get; } = new("admin");

    [Activity("Test.Big", "Test", "大", "测试")]
    private sealed class Big : Activity
    {
        public bool DoesNotFit { get; set; }

        // No array has so many elements: the runtime says that it has no memory for it.
        public override void Execute(IActivityExecution x) => x.Complete(DoesNotFit ? new byte[int.MaxValue].Length.ToString(CultureInfo.InvariantCulture) : "Done");
    }
}
