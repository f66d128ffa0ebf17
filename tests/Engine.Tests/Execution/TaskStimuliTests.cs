using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Tasks;
using Xunit;
using TaskRequest = GridGov.Workflow.Engine.Activities.TaskRequest;

namespace GridGov.Workflow.Engine.Tests.Execution;

public sealed class TaskStimuliTests
{
    private const string Desk = "unit:GA:DepartmentDesk";
    private readonly InMemoryShell _shell = new(null, new Verify());
    private readonly string _id;

    public TaskStimuliTests()
    {
        _shell.Publish(Wf.Definition(Wf.Flowchart("flow", [Wf.Activity("v", "Test.Verify"), Wf.Write("yes"), Wf.Write("no")], "v.Pass -> yes", "v.Fail -> no")));
        _id = _shell.Start("def");
    }

    private HumanTask Task => _shell.State(_id).Tasks.Single();

    [Fact]
    public void TaskCompleted_EntitledWithAllowedOutcome_FollowsTheOutcome()
    {
        var burst = Complete("p-2", "Pass", Desk).Burst!;

        _shell.Lines.Should().Equal("yes");
        burst.Result.GetRawText().Should().Be($$"""{"taskId":"{{_id}}-1-t1","outcome":"Pass"}""");
        var task = burst.Changes.OfType<TaskPut>().Single();
        task.Created.Should().BeFalse();
        (task.Task.Status, task.Task.CompletedBy, task.Task.Outcome).Should().Be((HumanTaskStatus.Completed, "p-2", "Pass"));
    }

    [Theory]
    [InlineData("p-2", "Pass", "role:Assessor", "task.not-entitled", RefusalKind.Forbidden)]
    [InlineData("p-2", "Pass", null, "task.not-entitled", RefusalKind.Forbidden)]
    [InlineData("p-9", "Pass", Desk, "task.excluded", RefusalKind.Forbidden)]
    [InlineData("p-2", "Pass", "unit:WATER:DepartmentDesk", "task.excluded-unit", RefusalKind.Forbidden)]
    [InlineData("p-2", "Maybe", Desk, "task.outcome", RefusalKind.Invalid)]
    [InlineData("p-2", null, Desk, "task.outcome", RefusalKind.Invalid)]
    public void TaskCompleted_NotAllowed_IsRefusedAndChangesNothing(string actor, string? outcome, string? entitledAs, string code, RefusalKind kind)
    {
        var refusal = Complete(actor, outcome, entitledAs).Refusal!;

        (refusal.Code, refusal.Kind).Should().Be((code, kind));
        _shell.State(_id).Burst.Should().Be(1);
        if (code == "task.outcome") refusal.Message.Should().Contain("Pass、Fail");
    }

    [Fact]
    public void TaskCompleted_DeputyOfAnExcludedPerson_IsRefused() =>
        Deliver(new TaskCompleted(Task.Id, "Pass", default, Desk) { Id = "x", Actor = new Actor("p-2", OnBehalfOf: "p-9"), At = _shell.Now })
            .Refusal!.Code.Should().Be("task.excluded");

    [Fact]
    public void TaskCompleted_Twice_IsRefusedTheSecondTime()
    {
        var taskId = Task.Id;
        Complete("p-2", "Fail", Desk);

        Deliver(new TaskCompleted(taskId, "Fail", default, Desk) { Id = "y", Actor = new Actor("p-2"), At = _shell.Now })
            .Refusal!.Code.Should().Be("instance.finished");
    }

    [Fact]
    public void TaskChanged_ClaimReleaseDelegate_MovesTheAssignee()
    {
        Change("p-2", TaskVerb.Claim, Desk).Burst!.Result.Text("assignee").Should().Be("p-2");
        (Task.Status, Task.Assignee).Should().Be((HumanTaskStatus.Claimed, "p-2"));
        Change("p-3", TaskVerb.Claim, Desk).Refusal!.Code.Should().Be("task.assigned");
        Complete("p-3", "Pass", Desk).Refusal!.Code.Should().Be("task.assigned");

        Change("p-2", TaskVerb.Release, null).Burst.Should().NotBeNull();
        (Task.Status, Task.Assignee).Should().Be((HumanTaskStatus.Open, null));
        Change("p-2", TaskVerb.Release, Desk).Refusal!.Code.Should().Be("task.not-claimed");

        Change("p-3", TaskVerb.Claim, Desk);
        Change("p-3", TaskVerb.Delegate, null).Refusal!.Field.Should().Be("to");
        Change("p-3", TaskVerb.Delegate, null, "p-9").Refusal!.Code.Should().Be("task.excluded");
        Change("p-3", TaskVerb.Delegate, null, "p-4").Burst!.Changes.OfType<TaskPut>().Single().Task.Assignee.Should().Be("p-4");
        Complete("p-4", "Pass", null).Burst.Should().NotBeNull();
    }

    [Fact]
    public void TaskCompleted_ActivityRefuses_LeavesTheTaskOpen()
    {
        var refusal = Deliver(new TaskCompleted(Task.Id, "Pass", JsonValues.Parse("""{ "bad": true }"""), Desk) { Id = "x", Actor = new Actor("p-2"), At = _shell.Now }).Refusal!;

        refusal.Should().Be(Verify.Bad);
        Task.Status.Should().Be(HumanTaskStatus.Open);
        _shell.State(_id).Burst.Should().Be(1);
    }

    private AdvanceResult Complete(string actor, string? outcome, string? entitledAs) =>
        Deliver(new TaskCompleted(Task.Id, outcome, default, entitledAs) { Id = "x", Actor = new Actor(actor), At = _shell.Now });

    private AdvanceResult Change(string actor, TaskVerb verb, string? entitledAs, string? to = null) =>
        Deliver(new TaskChanged(Task.Id, verb, to, "reason", entitledAs) { Id = "x", Actor = new Actor(actor), At = _shell.Now });

    private AdvanceResult Deliver(Stimulus stimulus) => _shell.Deliver(_id, stimulus);

    [Activity("Test.Verify", "Test", "核实", "测试")]
    [Outcome("Pass", "通过")]
    [Outcome("Fail", "不通过")]
    private sealed class Verify : Activity
    {
        public static Refusal Bad { get; } = new("data.bad", "bad must not be set", "bad", RefusalKind.Invalid);

        public override void Execute(IActivityExecution x) => x.OpenTask(new TaskRequest("Verify")
        {
            Candidates = [Desk, "unit:WATER:DepartmentDesk"],
            ExcludedUsers = ["p-9"],
            ExcludedUnits = ["WATER"],
            Outcomes = ["Pass", "Fail"],
        });

        public override void Resume(IActivityExecution x, Resumption resumption)
        {
            if (resumption.Payload.ValueKind == JsonValueKind.Object) x.Refuse(Bad);
            x.Complete(resumption.Outcome!);
        }
    }
}
