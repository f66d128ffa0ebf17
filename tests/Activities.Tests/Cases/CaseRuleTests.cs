using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Tests.Deadlines;
using GridGov.Workflow.Engine.Execution;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Cases;

/// <summary>The rules G1–G16 of domain.md §2.4, each by what it forbids and what it allows.</summary>
public sealed class CaseRuleTests
{
    private static readonly object NotDuty = new { reasonCode = "NotDuty", reason = "不属职责" };

    [Theory]
    [InlineData("decline")]
    [InlineData("void")]
    [InlineData("referOut")]
    [InlineData("withdraw")]
    public void G1_EndingWithoutReason_IsRefused(string command)
    {
        var bench = CaseBench.Reported();
        bench.Try("clerk-01", command)!.Code.Should().Be("G1");
        bench.Try("clerk-01", command, new { reasonCode = "Other" })!.Code.Should().Be("G1");
        bench.Try("clerk-01", command, new { reasonCode = "Nonsense", reason = "x" })!.Field.Should().Be("reasonCode");
        bench.Try("clerk-01", command, new { reasonCode = "Other", reason = "说明" }).Should().BeNull();
        bench.Case!.EndReason!.Code.Should().Be("Other");
    }

    [Fact]
    public void G2_AfterAcceptedReturn_OnlyFixingAndDispatching()
    {
        var bench = CaseBench.Assigned().Do("desk-sw", "requestReturn", NotDuty).Do("dispatcher-01", "decideReturn", new { accept = true });
        bench.Case!.State.Should().Be(CaseState.PendingDivert);
        bench.Try("handler-sw", "reply", new { result = "Solved", text = "x" })!.Code.Should().Be("G2");
        bench.Try("worker-01", "verify", new { result = "Pass" })!.Code.Should().Be("G2");
        bench.Try("dispatcher-01", "assign", new { leadUnit = "410999-CG" }).Should().BeNull();
    }

    [Fact]
    public void G3_ReturnBeforeAnyOrder_IsRefused() => CaseBench.Filed().Try("clerk-01", "requestReturn", NotDuty)!.Code.Should().Be("G3");

    [Fact]
    public void G5_DesignatedOrder_CannotBeReturnedOrDisputed()
    {
        var bench = CaseBench.Assigned().Do("duty-leader", "designate", new { leadUnit = "410999-CG", reasonCode = "DutyList", reason = "清单" });
        bench.Try("desk-cg", "requestReturn", NotDuty)!.Code.Should().Be("G5");
        bench.Try("desk-cg", "dispute", new { reasonCode = "Other", reason = "x" })!.Code.Should().Be("G5");
    }

    [Fact]
    public void G6_OneLeadAndNoDoubles()
    {
        var bench = CaseBench.Filed();
        bench.Try("dispatcher-01", "assign", new { leadUnit = "410999-SW", assistUnits = new[] { "410999-SW" } })!.Code.Should().Be("G6.Same");
        bench.Try("dispatcher-01", "assign", new { leadUnit = "NOBODY" })!.Code.Should().Be("Unit.Unknown");
        bench.Do("dispatcher-01", "assign", new { leadUnit = "410999-SW", assistUnits = new[] { "410999-CG" } });
        bench.Case!.Orders.Count(order => order.Kind == OrderKind.Lead && order.IsActive).Should().Be(1);
    }

    [Fact]
    public void G6_LeadReply_WaitsForAssistsOrTheirStageReport()
    {
        var bench = CaseBench.Assigned("410999-SW", "410999-CG").Do("desk-sw", "receive");
        var assist = bench.Case!.Assists.Single().Id;
        bench.Try("handler-sw", "reply", new { result = "Solved", text = "x" })!.Code.Should().Be("G6.Assist");
        bench.Do("desk-cg", "receive", new { orderId = assist }).Do("handler-cg", "stageReport", new { orderId = assist, text = "已到场" });
        bench.Try("handler-sw", "reply", new { result = "Solved", text = "x" }).Should().BeNull();
    }

    [Theory]
    [InlineData("handler-sw")]
    [InlineData("desk-sw")]
    public void G7_HandlerAndHandlersUnit_CannotVerify(string person)
    {
        var bench = CaseBench.Replied();
        bench.Try(person, "verify", new { result = "Pass" })!.Code.Should().Be("G7");
        bench.Case!.State.Should().Be(CaseState.Replied);
    }

    [Fact]
    public void G7_DeputyOfTheHandler_CannotVerify()
    {
        var bench = CaseBench.Replied();
        var request = new SubjectRequest("i1", "verify", System.Text.Json.JsonSerializer.SerializeToElement(new { result = "Pass" }), new Actor("worker-01", "handler-sw"), bench.Now, "1-1");
        CaseBench.Subject.Apply(bench.Case, request).Refusal!.Code.Should().Be("G7");
    }

    [Fact]
    public void G8_Suspended_NothingButResume()
    {
        var bench = Suspended();
        bench.Try("handler-sw", "reply", new { result = "Solved", text = "x" })!.Code.Should().Be("G8");
        bench.Try("desk-sw", "requestExtension", new { reasonCode = "Other", reason = "x" })!.Code.Should().Be("G8");
        bench.Do("dispatcher-01", "resume");
        bench.Try("handler-sw", "reply", new { result = "Solved", text = "x" }).Should().BeNull();
    }

    [Fact]
    public void G9_Extension_OnceBeforeOverdue_RejectionDoesNotCount()
    {
        var bench = CaseBench.Received();
        var ask = new { delay = new { amount = 1, unit = "WorkDay" }, reasonCode = "Complex", reason = "x" };
        bench.Do("desk-sw", "requestExtension", ask);
        bench.Try("desk-sw", "requestExtension", ask)!.Code.Should().Be("Approval.Pending");
        bench.Try("desk-sw", "decideExtension", new { accept = true })!.Code.Should().Be("Approval.SelfDecision");
        bench.Do("dispatcher-01", "decideExtension", new { accept = false, opinion = "理由不足" }).Do("desk-sw", "requestExtension", ask);
        bench.Do("dispatcher-01", "decideExtension", new { accept = true });
        bench.Try("desk-sw", "requestExtension", ask)!.Code.Should().Be("G9");

        var late = CaseBench.Received().After(TimeSpan.FromDays(30));
        late.Try("desk-sw", "requestExtension", ask)!.Code.Should().Be("G9");
    }

    [Fact]
    public void G10_Appeal_AfterCloseOnOverdue_OncePerCase_TwoReviewers()
    {
        var bench = CaseBench.Received().After(TimeSpan.FromDays(30)).Do("engine", "markDisposeOverdue");
        bench.Try("desk-sw", "timeoutAppeal", new { reasonCode = "System", reason = "x" })!.Code.Should().Be("G10.State");
        bench.Do("handler-sw", "reply", new { result = "Solved", text = "x" }).Do("worker-01", "verify", new { result = "Pass" })
            .Do("clerk-01", "evaluate", new { satisfaction = "Satisfied" }).Do("clerk-01", "close");
        var order = bench.Case!.Orders[0];
        bench.Do("desk-sw", "timeoutAppeal", new { orderId = order.Id, reasonCode = "System", reason = "系统停机" });
        bench.Do("assessor", "decideAppeal", new { accept = true });
        bench.Case!.IsTimeoutExempt.Should().BeFalse();
        bench.Try("assessor", "decideAppeal", new { accept = true })!.Code.Should().Be("G10.Reviewer");
        bench.Do("duty-leader", "decideAppeal", new { accept = true });
        bench.Case!.IsTimeoutExempt.Should().BeTrue();
        bench.Case.Orders[0].Should().BeEquivalentTo(order, "facts are never rewritten");
        bench.Try("desk-sw", "timeoutAppeal", new { orderId = order.Id, reasonCode = "System", reason = "x" })!.Code.Should().Be("G10.Once");
    }

    [Fact]
    public void G11_HandlerMustBeReleased_BeforeTheReturn()
    {
        var bench = CaseBench.Received().Do("desk-sw", "assignHandler", new { handler = "handler-sw" });
        bench.Try("desk-sw", "requestReturn", NotDuty)!.Code.Should().Be("G11");
        bench.Do("desk-sw", "releaseHandler").Do("desk-sw", "requestReturn", NotDuty);
        bench.Case!.Orders[0].Handlers.Should().Contain("handler-sw", "a released handler keeps a trace");
    }

    [Fact]
    public void G12_ThirdReturnOfTheSameUnit_BecomesADispute()
    {
        var bench = CaseBench.Filed();
        for (var i = 0; i < 2; i++)
            bench.Do("dispatcher-01", "assign", new { leadUnit = "410999-SW" }).Do("desk-sw", "requestReturn", NotDuty).Do("dispatcher-01", "decideReturn", new { accept = true });
        bench.Do("dispatcher-01", "assign", new { leadUnit = "410999-SW" }).Do("desk-sw", "requestReturn", NotDuty);
        bench.Case!.State.Should().Be(CaseState.OwnershipDisputed);
        bench.Case.ShuffleCount.Should().Be(2);
    }

    [Fact]
    public void G13_SecondReceiveAndClose_ChangeNothing()
    {
        var bench = CaseBench.Received();
        var before = bench.Case;
        bench.After(TimeSpan.FromHours(1)).Do("desk-sw", "receive");
        bench.Case.Should().BeSameAs(before);
        var closed = CaseBench.Closed();
        var end = closed.Case;
        closed.After(TimeSpan.FromDays(1)).Do("clerk-01", "close");
        closed.Case.Should().BeSameAs(end);
    }

    [Fact]
    public void G14_RedCard_LapsesPendingRequests()
    {
        var bench = CaseBench.Received().Do("desk-sw", "requestExtension", new { reasonCode = "Complex", reason = "x" }).Do("duty-leader", "supervise", new { level = "RedCard", text = "x" });
        bench.Case!.Approvals[0].State.Should().Be(ApprovalState.Lapsed);
        bench.Try("duty-leader", "supervise", new { level = "YellowCard", text = "x" })!.Code.Should().Be("Supervision.Upwards");
    }

    [Fact]
    public void G15_MergedChild_TakesItsOwnEvaluation()
    {
        var bench = CaseBench.Reported().Do("clerk-01", "merge", new { into = "41099920260309000001", reasonCode = "Duplicate", reason = "重复" });
        bench.Do("citizen", "evaluate", new { satisfaction = "Satisfied" });
        bench.Case!.Evaluation!.Result.Should().Be(Satisfaction.Satisfied);
    }

    [Fact]
    public void G16_Reopen_Within30DaysWithNewFacts_OnlyMarks()
    {
        var bench = CaseBench.Closed();
        bench.Try("clerk-01", "reopen", new { newCaseNumber = "2" })!.Code.Should().Be("G16.NewFacts");
        bench.Do("clerk-01", "reopen", new { newCaseNumber = "41099920260401000001", newFacts = "再次外溢" });
        bench.Case!.State.Should().Be(CaseState.Closed);
        bench.Case.ReopenedAs.Should().Be("41099920260401000001");
        CaseBench.Closed().After(TimeSpan.FromDays(31)).Try("clerk-01", "reopen", new { newCaseNumber = "2", newFacts = "x" })!.Code.Should().Be("G16.Window");
    }

    [Fact]
    public void Report_WithPersonalValuesInsteadOfReferences_IsRefused()
    {
        var refusal = new CaseBench().Try("worker-01", "report", new
        {
            channel = "Window",
            title = "x",
            descriptionRef = "张三电话13800000000",
            place = new { text = "x", gridCode = "1", areaCode = "410999" },
        });
        refusal!.Field.Should().Be("descriptionRef");
        refusal.Kind.Should().Be(RefusalKind.Invalid);
    }

    [Fact]
    public void Return_AfterItsWindow_IsRefused()
    {
        var bench = CaseBench.Received().After(TimeSpan.FromHours(4));
        bench.Now.Should().BeAfter(bench.Case!.Lead!.ReturnableUntil!.Value);
        bench.Try("desk-sw", "requestReturn", NotDuty)!.Code.Should().Be("ReturnWindow");
    }

    [Fact]
    public void GridMatter_OrderToACommunityOffTheList_IsRefused()
    {
        CaseBench.Filed().Try("dispatcher-01", "assign", new { leadUnit = "410999101001" })!.Code.Should().Be("GridMatter");
        CaseBench.Reported().Do("clerk-01", "file", new { standardId = "E0110-1" }).Try("dispatcher-01", "assign", new { leadUnit = "410999101001" }).Should().BeNull();
    }

    [Fact]
    public void Rework_KeepsTheClock_AndOnTimeIsJudgedByTheAcceptedReply()
    {
        var bench = CaseBench.Replied();
        var dispose = bench.Case!.Lead!.Dispose;
        bench.After(TimeSpan.FromHours(2)).Do("worker-01", "verify", new { result = "Fail", reasonCode = "NotDone", reason = "x" });
        bench.Case!.Lead!.Dispose.Should().Be(dispose);
        var repliedAt = bench.Now;
        bench.Do("handler-sw", "reply", new { result = "Solved", text = "x" }).After(TimeSpan.FromDays(20)).Do("worker-01", "verify", new { result = "Pass" });
        bench.Case!.Orders[0].Dispose.StoppedAt.Should().Be(repliedAt);
        bench.Case.Orders[0].DisposeOverdue.Should().BeFalse();
    }

    [Fact]
    public void Resolution_NeedsUnitDateAndTracker()
    {
        var bench = CaseBench.Received().Do("duty-leader", "conference", new { question = "谁牵头" });
        bench.Try("secretary", "resolution", new { meetingId = "m", leadUnit = "410999-CG", text = "x" })!.Code.Should().Be("Resolution");
        bench.Do("secretary", "resolution", new { meetingId = "m", leadUnit = "410999-CG", completeBy = At.China("2026-04-30 18:00"), trackedBy = "duty-leader", text = "x" });
        bench.Case!.Lead!.Dispose.Due.Should().Be(At.China("2026-04-30 18:00"));
        bench.Case.Orders[0].State.Should().Be(OrderState.Reassigned);
        bench.Case.Orders[0].Dispose.StoppedAt.Should().NotBeNull();
    }

    /// <summary>The meeting checks its date; a case that hears of it days later must not stop at it.</summary>
    [Fact]
    public void Resolution_HeardOfAfterItsDate_IsCarriedOut()
    {
        var bench = CaseBench.Received().Do("duty-leader", "conference", new { question = "谁牵头" });

        bench.Do("secretary", "resolution", new { meetingId = "m", leadUnit = "410999-CG", completeBy = bench.Now.AddHours(-1), trackedBy = "duty-leader", text = "x" });

        bench.Case!.Lead!.Unit.Should().Be("410999-CG");
        bench.Case.Lead.Dispose.Due.Should().Be(bench.Now.AddMinutes(1));
    }

    [Fact]
    public void EndConference_GoesBackToWhereItWas()
    {
        var bench = Suspended().Do("duty-leader", "conference", new { question = "x" }).Do("secretary", "endConference", new { text = "未议定" });
        bench.Case!.State.Should().Be(CaseState.Suspended);
        bench.Do("dispatcher-01", "resume");
        bench.Case!.State.Should().Be(CaseState.InProgress);
    }

    [Fact]
    public void Suspension_FreezesTheRemainingTime()
    {
        var bench = CaseBench.Received();
        var left = bench.Case!.Lead!.Dispose.RemainingAt(bench.Now, WorkCalendar.China);
        Suspend(bench);
        bench.Now = At.China("2026-05-01 09:00");
        bench.Do("engine", "resume");
        bench.Case!.Lead!.Dispose.RemainingAt(At.China("2026-04-10 09:00"), WorkCalendar.China).Should().Be(left, "a late resume gives no time away");
    }

    private static CaseBench Suspended() => Suspend(CaseBench.Received());

    private static CaseBench Suspend(CaseBench bench) => bench
        .Do("desk-sw", "requestSuspension", new { until = At.China("2026-04-10 09:00"), plan = "施工", reasonCode = "Season", reason = "冻土" })
        .Do("dispatcher-01", "decideSuspension", new { accept = true });
}
