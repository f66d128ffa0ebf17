using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Lifecycle;

/// <summary>Intake, self-handling, verification, evaluation: what else can happen there.</summary>
public sealed class ClosingPathTests
{
    private static readonly object NotDone = new { reasonCode = "NotDone", reason = "仍有污水" };

    [Theory]
    [InlineData("Declined", "Secret", CaseState.Declined)]
    [InlineData("Voided", "Mistaken", CaseState.Voided)]
    [InlineData("ReferredOut", "Litigation", CaseState.ReferredOut)]
    public void FactCheck_EndsTheCase_InstanceFinishes(string outcome, string code, CaseState state)
    {
        var city = new City().Does("clerk-01", "FactCheck", outcome, new { reasonCode = code, reason = "说明" });
        city.Case.State.Should().Be(state);
        city.State.Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void FactCheck_Merge_PointsAtTheEarlierCase()
    {
        var city = new City().Does("clerk-01", "FactCheck", "Merged", new { into = "41099920260309000007", reasonCode = "Duplicate", reason = "同一排口" });
        city.Case.MergedInto.Should().Be("41099920260309000007");
        city.Case.State.Should().Be(CaseState.Merged);
    }

    [Fact]
    public void FactCheck_WithoutReason_IsRefusedAndTaskStays()
    {
        var city = new City();
        city.Try("clerk-01", "FactCheck", "Declined").Refusal!.Code.Should().Be("G1");
        city.OpenTasks.Should().Equal("FactCheck");
        city.Does("clerk-01", "FactCheck", "Declined", new { reasonCode = "Other", reason = "说明" });
    }

    [Fact]
    public void FieldCheck_ComesBack_ThenFiled()
    {
        var city = new City().Does("clerk-01", "FactCheck", "FieldCheck");
        city.OpenTasks.Should().Equal("FieldTask");
        city.Case.Stage.Should().Be(Stage.VerifyFacts);
        city.Does("worker-01", "FieldTask", "Exists", new { note = "属实" }).Filed();
        city.OpenTasks.Should().Equal("Divert");
    }

    [Fact]
    public void SelfHandling_SolvedInTheGrid_IsVerifiedByTheLeader()
    {
        var city = new City().Filed().Does("dispatcher-01", "Divert", "SelfHandle").Does("worker-01", "SelfHandle", "Replied", new { result = "Solved", text = "已劝导清理" });
        city.Task("VerifyResult").Candidates.Should().Equal($"grid:{City.Grid}:GridLeader");
        city.Does("leader-01", "VerifyResult", "Failed", NotDone);
        city.OpenTasks.Should().Equal("SelfHandle");
        city.Does("worker-01", "SelfHandle", "Replied", new { result = "Solved", text = "再次清理" }).Does("leader-01", "VerifyResult", "Passed").Evaluated();
        city.Case.State.Should().Be(CaseState.Closed);
        city.Case.ReworkCount.Should().Be(1);
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void SelfHandling_Whistle_BecomesAWhistleOrder()
    {
        var city = new City().Filed().Does("dispatcher-01", "Divert", "SelfHandle").Does("leader-01", "SelfHandle", "Whistle", new { leadUnit = City.Water, note = "请水利局到场" });
        city.Case.Lead!.Whistle.Should().Be(WhistleKind.Routine);
        city.Does("desk-sw", "AwaitReceipt", "Received").Reply().Passed().Evaluated();
        city.Case.State.Should().Be(CaseState.Closed);
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void SelfHandling_HandedBack_IsDivertedAgain()
    {
        var city = new City().Filed().Does("dispatcher-01", "Divert", "SelfHandle").Does("worker-01", "SelfHandle", "HandedBack", new { reasonCode = "BeyondPower", reason = "无执法权" });
        city.OpenTasks.Should().Equal("Divert");
        city.Does("dispatcher-01", "Divert", "Assign", new { leadUnit = City.Water });
        city.OpenTasks.Should().Equal("AwaitReceipt");
    }

    [Fact]
    public void Divert_ToAMeeting_ResolutionAssigns()
    {
        var city = new City().Filed().Does("dispatcher-01", "Divert", "Conference");
        city.Case.State.Should().Be(CaseState.InConference);
        Meetings.Resolve(city, "410999-CG");
        city.OpenTasks.Should().Equal("AwaitReceipt");
        city.Case.Lead!.Unit.Should().Be("410999-CG");
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void Meeting_WithoutQuorum_CannotResolve_AndUnsettledGoesBack()
    {
        var city = new City().Filed().Does("dispatcher-01", "Divert", "Conference");
        Meetings.Prepare(city);
        Meetings.Complete(city, "RecordResolution", "Resolved", Meetings.Minutes(city.Now.AddYears(70), "410999-CG", ["410999-CG", City.Water, "410999101-ZH"]))!
            .Field.Should().Be("completeBy", "no limit is that long");
        var late = Meetings.Complete(city, "RecordResolution", "Resolved", Meetings.Minutes(city.Now.AddDays(-30), "410999-CG", ["410999-CG", City.Water, "410999101-ZH"]))!;
        late.Field.Should().Be("completeBy", "a date that has passed would stop the case, not the secretary");
        late.Message.Should().Contain($"{city.Now.AddDays(-10).ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm}");
        Meetings.Complete(city, "RecordResolution", "Resolved", Meetings.Minutes(city.Now, "410999-CG", ["410999-CG"]))!.Code.Should().Be("meeting.quorum");
        Meetings.Complete(city, "RecordResolution", "Resolved", Meetings.Minutes(city.Now, "410999-CG", [City.Water, "410999101-ZH"]))!.Message.Should().Contain("410999-CG");
        Meetings.Complete(city, "RecordResolution", "Unsettled", new { text = "会后再议" }).Should().BeNull();
        city.Case.State.Should().Be(CaseState.PendingDivert);
        city.OpenTasks.Should().Equal("Divert");
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void Verify_ByTheHandlerOrTheUnit_IsRefused()
    {
        var city = new City().Replied();
        city.Task("VerifyResult").ExcludedUsers.Should().Contain("handler-sw");
        city.Task("VerifyResult").ExcludedUnits.Should().Contain(City.Water);
        city.Try("handler-sw", "VerifyResult", "Passed").Refusal.Should().NotBeNull();
        city.Try("desk-sw", "VerifyResult", "Passed").Refusal!.Code.Should().Be("G7");
        city.Case.State.Should().Be(CaseState.Replied);
    }

    [Fact]
    public void Verify_FailsTwice_SupervisesAndEscalatesWhileTheUnitReworks()
    {
        var city = new City().Replied().Does("worker-01", "VerifyResult", "Failed", NotDone);
        city.OpenTasks.Should().Equal("AwaitReply");
        var due = city.Case.Lead!.Dispose.Due;
        city.Reply().Does("worker-01", "VerifyResult", "Failed", NotDone);
        city.OpenTasks.Should().Equal("AwaitReply", "Escalate");
        city.Case.Supervisions.Should().Contain(item => item.Level == SupervisionLevel.Normal && item.Cause == "VerificationFailed");
        city.Case.Lead!.Dispose.Due.Should().Be(due);
        city.Reply();
        city.OpenTasks.Should().Equal("VerifyResult");
        city.Passed().Evaluated();
        city.Case.ReworkCount.Should().Be(2);
        city.State.Status.Should().Be(WorkflowStatus.Finished);
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void Verify_UnableTwice_TheCentreDecidesOnPaper()
    {
        var city = new City().Replied().Does("worker-01", "VerifyResult", "Unable", new { note = "锁门" });
        city.Task("VerifyResult").ExcludedUsers.Should().Contain("worker-01");
        city.Does("leader-01", "VerifyResult", "Unable");
        city.Task("VerifyResult").Candidates.Should().Contain("role:DutyLeader");
        city.Does("duty-leader", "VerifyResult", "Passed").Evaluated();
        city.Case.State.Should().Be(CaseState.Closed);
    }

    [Fact]
    public void Evaluate_Dissatisfied_RedoIsANewOrderOfTheSameUnit()
    {
        var city = new City().Replied().Passed().Does("clerk-02", "EvaluateCase", "Evaluated", new { satisfaction = "Dissatisfied", note = "异味仍在", solved = false });
        city.Does("dispatcher-01", "DecideRedo", "Redo", new { reasonCode = "NotSolved", reason = "异味仍在" });
        city.OpenTasks.Should().Equal("AwaitReply");
        city.Case.Orders.Should().HaveCount(2);
        city.Case.Lead!.Unit.Should().Be(City.Water);
        city.Reply().Passed().Evaluated();
        city.Case.State.Should().Be(CaseState.Closed);
        city.Case.Evaluations.Should().HaveCount(2);
        city.State.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void Evaluate_NoAnswerThreeTimesOverTwoDays_ClosesAsNoAnswer()
    {
        var city = new City().Replied().Passed();
        for (var i = 0; i < 3; i++)
        {
            city.Does("clerk-02", "EvaluateCase", "NoAnswer", new { note = "无人接听" });
            if (i < 2) city.Until(city.Now.AddDays(1));
        }

        city.Case.State.Should().Be(CaseState.Closed);
        city.Case.Evaluation.Should().BeNull();
        city.Case.CallbackTries.Should().HaveCount(3);
    }

    [Fact]
    public void Evaluate_OverTheWebWhileWaitingForTheNextTry_CountsAtOnce()
    {
        var city = new City().Replied().Passed().Does("clerk-02", "EvaluateCase", "NoAnswer");
        city.OpenTasks.Should().BeEmpty();
        city.Commands("citizen", "evaluate", new { satisfaction = "VerySatisfied", byRequester = true });
        city.Until(city.Now.AddDays(1));
        city.Case.State.Should().Be(CaseState.Closed);
        city.Case.Evaluation!.ByRequester.Should().BeTrue();
    }

    [Fact]
    public void Evaluate_NobodyToAsk_TheGridWorkerEvaluates()
    {
        var city = new City(requester: null).Replied().Passed();
        city.Task("EvaluateCase").Candidates.Should().Contain($"grid:{City.Grid}:GridWorker");
        city.Task("EvaluateCase").Outcomes.Should().Equal("Evaluated");
        city.Does("worker-01", "EvaluateCase", "Evaluated", new { satisfaction = "Satisfied" });
        city.Case.Evaluation!.ByRequester.Should().BeFalse();
        city.Case.State.Should().Be(CaseState.Closed);
    }

    [Fact]
    public void Report_BadArguments_RefusesTheStart()
    {
        var city = new City();
        var start = () => city.Shell.Start("case-lifecycle", new Dictionary<string, System.Text.Json.JsonElement> { ["report"] = City.Json(new { channel = "Pigeon", title = "x" }) });
        start.Should().Throw<InvalidOperationException>().WithMessage("*place*");
    }

    [Fact]
    public void Replay_OfAFinishedCase_GivesTheSameBursts()
    {
        var city = new City().Replied().Does("worker-01", "VerifyResult", "Failed", NotDone).Reply().Passed().Evaluated();
        var replayed = city.Shell.Replay(city.Id);
        var recorded = city.Shell.Bursts(city.Id);
        replayed.Should().HaveCount(recorded.Count);
        for (var i = 0; i < recorded.Count; i++) city.Shell.Codec.Write(replayed[i].State).Should().Equal(city.Shell.Codec.Write(recorded[i].State));
    }
}
