using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Tests.Deadlines;
using GridGov.Workflow.Engine.Execution;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Lifecycle;

/// <summary>Ways through the department's handling other than the straight one.</summary>
public sealed class HandlingPathTests
{
    private static readonly object NotOurs = new { reasonCode = "NotDuty", reason = "排污口属市政管理" };

    [Fact]
    public void Return_Accepted_GoesBackToDivertAndOnToAnotherUnit()
    {
        var city = new City().Assigned().Does("desk-sw", "AwaitReceipt", "ReturnRequested", NotOurs);
        city.OpenTasks.Should().Equal("DecideReturn");
        city.Does("dispatcher-02", "DecideReturn", "Accepted");
        city.Case.State.Should().Be(CaseState.PendingDivert);
        city.OpenTasks.Should().Equal("Divert");

        city.Does("dispatcher-01", "Divert", "Assign", new { leadUnit = "410999-CG" }).Does("desk-cg", "AwaitReceipt", "Received").Reply("handler-cg").Passed().Evaluated();
        city.Case.State.Should().Be(CaseState.Closed);
        city.Case.Orders.Select(order => order.State).Should().Equal(OrderState.Returned, OrderState.Completed);
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void Return_RejectedAfterReceipt_UnitGoesOnWithTheSameOrder()
    {
        var city = new City().Received().Does("desk-sw", "AwaitReply", "ReturnRequested", NotOurs).Does("dispatcher-02", "DecideReturn", "Rejected", new { opinion = "属贵单位职责" });
        city.OpenTasks.Should().Equal("AwaitReply");
        city.Reply().Passed().Evaluated();
        city.Case.Orders.Should().ContainSingle().Which.State.Should().Be(OrderState.Completed);
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void Dispute_Designated_OrderOfTheNamedUnitCannotBeReturned()
    {
        var city = new City().Assigned().Does("desk-sw", "AwaitReceipt", "Disputed", new { reasonCode = "DutyUnclear", reason = "职责不清" });
        city.OpenTasks.Should().Equal("DecideOwnership");
        city.Does("duty-leader", "DecideOwnership", "Designated", new { leadUnit = "410999-CG", reasonCode = "DutyList", reason = "权责清单第12条" });
        city.OpenTasks.Should().Equal("AwaitReceipt");
        city.Task("AwaitReceipt").UnitId.Should().Be("410999-CG");
        city.Task("AwaitReceipt").Outcomes.Should().Equal("Received");
        city.TryCommand("desk-cg", "requestReturn", NotOurs).Refusal!.Code.Should().Be("G5");
        city.Does("desk-cg", "AwaitReceipt", "Received").Reply("handler-cg").Passed().Evaluated();
        city.Case.State.Should().Be(CaseState.Closed);
    }

    [Fact]
    public void Dispute_SentToTheJointMeeting_ResolutionReassigns()
    {
        var city = new City().Received().Does("desk-sw", "AwaitReply", "Disputed", new { reasonCode = "CrossUnit", reason = "跨部门" }).Does("duty-leader", "DecideOwnership", "Conference");
        city.Case.State.Should().Be(CaseState.InConference);
        Meetings.Resolve(city, "410999-CG");
        city.Case.Lead!.Unit.Should().Be("410999-CG");
        city.Case.Lead.IsDesignated.Should().BeTrue();
        city.OpenTasks.Should().Equal("AwaitReceipt");
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void Suspension_ApprovedThenDue_ResumesByItselfWithTheTimeThatWasLeft()
    {
        var city = new City().Received();
        city.Now = At.China("2026-03-11 10:00");
        var left = city.Case.Lead!.Dispose.RemainingAt(city.Now, WorkCalendar.China);
        city.Does("desk-sw", "AwaitReply", "SuspensionRequested", new { until = At.China("2026-04-10 09:00"), plan = "春季施工", reasonCode = "Season", reason = "冻土" });
        city.OpenTasks.Should().Equal("AwaitReply", "DecideSuspension");
        city.Does("duty-leader", "DecideSuspension", "Accepted");
        city.Case.State.Should().Be(CaseState.Suspended);
        city.OpenTasks.Should().Equal("AwaitResume");
        city.TryCommand("handler-sw", "reply", new { result = "Solved", text = "x" }).Refusal!.Code.Should().Be("G8");

        city.Until(At.China("2026-04-10 09:00"));
        city.Case.State.Should().Be(CaseState.InProgress);
        city.OpenTasks.Should().Equal("AwaitReply");
        city.Case.Lead!.Dispose.RemainingAt(city.Now, WorkCalendar.China).Should().Be(left);
        city.Reply().Passed().Evaluated();
        city.Case.Lead.Should().BeNull();
        city.Case.Orders[0].DisposeOverdue.Should().BeFalse();
    }

    [Fact]
    public void Extension_Approved_MovesTheDueInstantAndTheTask()
    {
        var city = new City().Received();
        var due = city.Case.Lead!.Dispose.Due;
        city.Does("desk-sw", "AwaitReply", "ExtensionRequested", new { delay = new { amount = 1, unit = "WorkDay" }, reasonCode = "Complex", reason = "需开挖" });
        city.Does("dispatcher-01", "DecideExtension", "Accepted");
        city.Case.Lead!.Dispose.Due.Should().Be(DeadlineCalculator.AddWorkingTime(due, TimeSpan.FromHours(8), WorkCalendar.China));
        city.Task("AwaitReply").DueAt.Should().Be(city.Case.Lead.Dispose.Due);
        city.TryCommand("desk-sw", "requestExtension", new { reasonCode = "Complex", reason = "再延" }).Refusal!.Code.Should().Be("G9");
    }

    [Fact]
    public void Extension_NobodyDecides_IsRejectedInSilence()
    {
        var city = new City().Received().Does("desk-sw", "AwaitReply", "ExtensionRequested", new { reasonCode = "Complex", reason = "需开挖" });
        city.Until(city.Case.Approvals[0].DecideBy.AddMinutes(1));
        city.Case.Approvals[0].State.Should().Be(ApprovalState.Rejected);
        city.OpenTasks.Should().Equal("AwaitReply");
    }

    [Fact]
    public void Assists_ReportToTheLead_LeadRepliesOnlyAfterThem()
    {
        var city = new City().Assigned(City.Water, "410999-CG");
        city.OpenTasks.Should().Equal("AssistReceipt", "AwaitReceipt");
        city.Does("desk-cg", "AssistReceipt", "Received").Does("desk-sw", "AwaitReceipt", "Received");
        city.OpenTasks.Should().Equal("AssistReply", "AwaitReply");
        city.Try("handler-sw", "AwaitReply", "Replied", new { result = "Solved", text = "完成" }).Refusal!.Code.Should().Be("G6.Assist");
        city.OpenTasks.Should().Equal("AssistReply", "AwaitReply");
        city.Does("handler-cg", "AssistReply", "StageReported", new { text = "已到场" }).Reply().Passed().Evaluated();
        city.Case.State.Should().Be(CaseState.Closed);
        city.State.Incidents.Should().BeEmpty();
    }

    [Theory]
    [InlineData("FactCheck")]
    [InlineData("AwaitReceipt")]
    [InlineData("AwaitReply")]
    public void Withdraw_BeforeTheReply_EndsCaseAndInstance(string at)
    {
        var city = new City();
        if (at != "FactCheck") city.Assigned();
        if (at == "AwaitReply") city.Does("desk-sw", "AwaitReceipt", "Received");
        city.Commands("clerk-01", "withdraw", new { reasonCode = "Requester", reason = "诉求人撤回" });
        city.Case.State.Should().Be(CaseState.Withdrawn);
        city.State.Status.Should().Be(WorkflowStatus.Finished);
        city.State.Tasks.Should().BeEmpty();
        city.State.Bookmarks.Should().BeEmpty();
        city.TryCommand("clerk-01", "urge", new { text = "x" }).Refusal!.Code.Should().Be("Final");
    }

    [Fact]
    public void Overdue_ReceiptRemindsThenEscalatesToTheMeeting_ResolutionReassigns()
    {
        var city = new City().Assigned();
        city.Until(At.China("2026-03-11 09:01"));
        city.Case.Lead!.ReceiveOverdue.Should().BeTrue();
        city.OpenTasks.Should().Equal("AwaitReceipt");
        city.Case.Supervisions.Should().Contain(item => item.Cause == "ReceiveOverdue");

        city.Until(At.China("2026-03-12 09:02"));
        city.OpenTasks.Should().Equal("AwaitReceipt", "Escalate");
        city.Does("leader-01", "Escalate", "Upward");
        city.OpenTasks.Should().Equal("AwaitReceipt", "Escalate");
        city.Does("duty-leader", "Escalate", "Upward");
        city.Case.State.Should().Be(CaseState.InConference);
        Meetings.Resolve(city, "410999101-ZH");
        city.Case.State.Should().Be(CaseState.PendingReceipt);
        city.Task("AwaitReceipt").UnitId.Should().Be("410999101-ZH");
        city.Does("desk-zh1", "AwaitReceipt", "Received").Reply("handler-zh1a").Passed().Evaluated();
        city.Case.State.Should().Be(CaseState.Closed);
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void Overdue_UnitSignsWhileTheLadderIsClimbed_RungIsSettled()
    {
        var city = new City().Assigned().Until(At.China("2026-03-12 09:02"));
        city.OpenTasks.Should().Equal("AwaitReceipt", "Escalate");
        city.Does("desk-sw", "AwaitReceipt", "Received");
        city.OpenTasks.Should().Equal("AwaitReply");
        city.Reply().Passed().Evaluated();
        city.State.Status.Should().Be(WorkflowStatus.Finished);
        city.State.Incidents.Should().BeEmpty();
    }
}
