using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Activities;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Lifecycle;

public sealed class TaskRightsTests
{
    private static readonly string[] WithoutPeople =
        ["ReportCase", "AssignOrder", "RouteCase", "Remind", "CloseCase", "CallDepartmentApi", "CallGridApi", "ConveneJointMeeting"];

    private static readonly string[] Beside = ["AssistReceipt", "AssistReply", "DecideExtension", "DecideSuspension"];

    [Fact]
    public void Tasks_EveryStepOfTheLifecycle_NamesItsRight()
    {
        var steps = GovernanceActivities.Create(CaseData.Default).Select(activity => ActivityDescriptor.Of(activity.GetType()).Attribute.Type["GridGov.".Length..]);

        TaskActions.Tasks.Should().BeEquivalentTo(steps.Except(WithoutPeople).Concat(Beside));
    }

    [Fact]
    public void Tasks_EveryRight_IsHeldBySomeRole()
    {
        foreach (var task in TaskActions.Tasks)
            foreach (var action in TaskActions.Of(task)) RoleMatrix.RolesFor(action).Should().NotBeEmpty("{0} needs {1}", task, action);
    }

    [Fact]
    public void Check_WhistleOfTheWorker_IsTheLeadersRight()
    {
        var city = new City().Filed().Does("dispatcher-01", "Divert", "SelfHandle");

        Check(city, "worker-01", "SelfHandle", "Whistle").Rule.Should().Be("Role.NotGranted");
        Check(city, "worker-01", "SelfHandle", "Replied").Allowed.Should().BeTrue();
        Check(city, "leader-01", "SelfHandle", "Whistle").Allowed.Should().BeTrue();
    }

    [Fact]
    public void Check_ReplyOfTheDesk_IsTheHandlersRight_AndTheReturnTheDesks()
    {
        var city = new City().Received();

        Check(city, "desk-sw", "AwaitReply", "Replied").Rule.Should().Be("Role.NotGranted");
        Check(city, "desk-sw", "AwaitReply", "ReturnRequested").Allowed.Should().BeTrue();
        Check(city, "handler-sw", "AwaitReply", "Replied").Allowed.Should().BeTrue();
        Check(city, "handler-sw", "AwaitReply", "ReturnRequested").Rule.Should().Be("Role.NotGranted");
        Check(city, "handler-sw", "AwaitReply", null).Allowed.Should().BeTrue();
    }

    [Fact]
    public void Check_VerifyByHandlersUnit_IsRefusedByG7()
    {
        var city = new City().Replied();

        Check(city, "handler-sw", "VerifyResult", "Passed").Rule.Should().Be("Verify.OwnHandling");
        Check(city, "desk-sw", "VerifyResult", "Passed").Rule.Should().Be("Verify.OwnUnit");
        Check(city, "auditor", "VerifyResult", "Passed").Rule.Should().Be("Role.NotGranted");
        Check(city, "worker-01", "VerifyResult", "Passed").Allowed.Should().BeTrue();
    }

    [Fact]
    public void Check_SelfResolvedCase_TheLeaderVerifies()
    {
        var city = new City().Filed().Does("dispatcher-01", "Divert", "SelfHandle").Does("worker-01", "SelfHandle", "Replied", new { result = "Solved", text = "已清理" });

        Check(city, "worker-02", "VerifyResult", "Passed").Rule.Should().Be("Verify.SelfResolved");
        Check(city, "leader-01", "VerifyResult", "Passed").Allowed.Should().BeTrue();
    }

    private static Permission Check(City city, string person, string task, string? outcome) => City.MayDo(person, city.Task(task), outcome);
}
