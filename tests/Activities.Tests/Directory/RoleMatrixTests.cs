using FluentAssertions;
using GridGov.Workflow.Activities.Directory;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Directory;

public sealed class RoleMatrixTests
{
    private const string Grid = "410999101001001";

    private static readonly CaseScope Open = new()
    {
        AreaCode = Grid,
        GridCode = Grid,
        OrderUnitId = "410999-SW",
        AssigneeId = "handler-sw",
        ReporterId = "worker-01",
        RequesterId = "citizen-01",
        HandlerIds = ["handler-sw"],
        HandlingUnitIds = ["410999-SW"],
    };

    /// <summary>The table of domain.md §2.8, cell by cell, for people of the right place.</summary>
    [Theory]
    [InlineData("citizen-01", "Report Evaluate ReadAudit")]
    [InlineData("worker-01", "Report FactCheck Verify")]
    [InlineData("leader-01", "Report FactCheck Whistle Verify Urge ReadAudit")]
    [InlineData("clerk-01", "Report SendFactCheck FileOrDecline SendVerification Close CallBack")]
    [InlineData("dispatcher-01", "Divert ApproveExtension Urge DecideReturn DecideRedo")]
    [InlineData("desk-sw", "Receive AssignHandler EndorseExtension RequestExemption RequestReturn ReadAudit")]
    [InlineData("handler-sw", "Reply RequestExtension ReadAudit")]
    [InlineData("duty-leader", "Divert DecideReturn ApproveLongExtension Designate Supervise Exempt VerifyOnPaper DecideRedo")]
    [InlineData("secretary", "RecordResolution Supervise")]
    [InlineData("assessor", "ReviewExemption ReadStatistics")]
    [InlineData("auditor", "ReadAudit")]
    [InlineData("admin-system", "")]
    [InlineData("admin-security", "")]
    [InlineData("admin-audit", "ReadAudit")]
    [InlineData("iot-gateway", "Report")]
    public void Allows_TableOfTheBrief_HoldsCellByCell(string person, string allowed)
    {
        CaseAction[] columns =
        [
            CaseAction.Report, CaseAction.SendFactCheck, CaseAction.FactCheck, CaseAction.FileOrDecline, CaseAction.Divert, CaseAction.Whistle,
            CaseAction.Receive, CaseAction.RequestReturn, CaseAction.DecideReturn, CaseAction.AssignHandler, CaseAction.Reply, CaseAction.SendVerification,
            CaseAction.Verify, CaseAction.Close, CaseAction.EndorseExtension, CaseAction.ApproveExtension, CaseAction.ApproveLongExtension,
            CaseAction.Designate, CaseAction.RecordResolution, CaseAction.Exempt, CaseAction.ReviewExemption,
            CaseAction.VerifyOnPaper, CaseAction.CallBack, CaseAction.DecideRedo,
        ];
        var expected = allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<CaseAction>).ToList();

        foreach (var action in columns.Union(expected))
            Ask(person, action, Open).Allowed.Should().Be(expected.Contains(action), "{0} {1}", person, action);
    }

    [Fact]
    public void Allows_Administrators_NothingOfBusiness()
    {
        foreach (var admin in (string[])["admin-system", "admin-security", "admin-audit"])
            foreach (var action in Enum.GetValues<CaseAction>().Where(a => a != CaseAction.ReadAudit))
                Ask(admin, action, Open).Allowed.Should().BeFalse();
    }

    [Fact]
    public void Allows_Auditor_OnlyReads() =>
        Enum.GetValues<CaseAction>().Where(a => Ask("auditor", a, Open).Allowed)
            .Should().Equal(CaseAction.ReadCase, CaseAction.ReadStatistics, CaseAction.ReadAudit);

    [Theory]
    [InlineData("worker-03", CaseAction.FactCheck, "Scope.OtherGrid", "410999101001001")]
    [InlineData("desk-ga", CaseAction.Receive, "Scope.OtherUnit", "410999-SW")]
    [InlineData("handler-ga", CaseAction.Reply, "Scope.NotAssigned", "未指派给您")]
    [InlineData("citizen-02", CaseAction.Evaluate, "Scope.NotOwnCase", "评价")]
    [InlineData("worker-01", CaseAction.Reply, "Scope.NotSelfResolved", "不是网格自行处置")]
    [InlineData("leader-01", CaseAction.Close, "Scope.NotGridLevel", "超出网格层级")]
    [InlineData("citizen-01", CaseAction.Divert, "Role.NotGranted", "您没有“分流派遣”的权限（当前角色：群众）")]
    public void Allows_Refused_NamesRuleAndReason(string person, CaseAction action, string rule, string text)
    {
        var answer = Ask(person, action, Open);

        answer.Allowed.Should().BeFalse();
        answer.Rule.Should().Be(rule);
        answer.Text.Should().Contain(text);
    }

    [Fact]
    public void Allows_OtherCounty_IsOutsideTheArea()
    {
        var answer = Ask("dispatcher-01", CaseAction.Divert, Open with { AreaCode = "410998101001001" });

        answer.Rule.Should().Be("Scope.OutsideArea");
        answer.Text.Should().Contain("410998101001001").And.Contain("410999");
    }

    [Fact]
    public void Allows_UnknownScope_IsRefused()
    {
        Ask("dispatcher-01", CaseAction.Divert, new CaseScope()).Allowed.Should().BeFalse();
        Ask("desk-sw", CaseAction.Receive, new CaseScope()).Allowed.Should().BeFalse();
        Ask("handler-sw", CaseAction.Reply, new CaseScope()).Allowed.Should().BeFalse();
        Ask("citizen-01", CaseAction.Evaluate, new CaseScope()).Allowed.Should().BeFalse();
    }

    [Fact]
    public void Allows_FieldTaskGivenToTheNearestWorker_OfAnotherGrid() =>
        Ask("worker-03", CaseAction.FactCheck, Open with { AssigneeId = "worker-03" }).Allowed.Should().BeTrue();

    [Fact]
    public void Allows_VerifyByHandlerOrItsUnit_IsRefused()
    {
        Ask("worker-01", CaseAction.Verify, Open with { HandlerIds = ["worker-01"] }).Rule.Should().Be("Verify.OwnHandling");
        Ask("worker-01", CaseAction.Verify, Open with { HandlingUnitIds = ["410999101001"] }).Rule.Should().Be("Verify.OwnUnit");
    }

    [Fact]
    public void Allows_VerifyOnPaperByHandlerOrItsUnit_IsRefusedToo()
    {
        Ask("duty-leader", CaseAction.VerifyOnPaper, Open with { HandlerIds = ["duty-leader"] }).Rule.Should().Be("Verify.OwnHandling");
        Ask("duty-leader", CaseAction.VerifyOnPaper, Open with { HandlingUnitIds = ["410999-ZX"] }).Rule.Should().Be("Verify.OwnUnit");
    }

    [Fact]
    public void Allows_VerifyOfSelfResolvedCase_OnlyTheLeader()
    {
        var self = Open with { IsSelfResolved = true, HandlerIds = ["worker-01"], HandlingUnitIds = ["410999101001"] };

        Ask("worker-02", CaseAction.Verify, self).Rule.Should().Be("Verify.SelfResolved");
        Ask("leader-01", CaseAction.Verify, self).Role.Should().Be(Role.GridLeader);
        Ask("worker-01", CaseAction.Reply, self).Allowed.Should().BeTrue();
    }

    [Fact]
    public void Allows_GridLevelCase_TheLeaderFilesAndCloses()
    {
        var level = Open with { IsGridLevel = true };

        Ask("leader-01", CaseAction.FileOrDecline, level).Allowed.Should().BeTrue();
        Ask("leader-01", CaseAction.Close, level).Allowed.Should().BeTrue();
        Ask("leader-02", CaseAction.Close, level).Rule.Should().Be("Scope.OtherGrid");
    }

    [Fact]
    public void Allows_SeveralRoles_AnyOfThemSuffices()
    {
        var both = new Person("p", "甲", "410999-SW", [Role.Handler, Role.DepartmentDesk], [], [], IsSystem: false);

        RoleMatrix.Allows(both, CaseAction.Receive, Open).Role.Should().Be(Role.DepartmentDesk);
    }

    [Fact]
    public void NameOf_EveryActionAndRole_HasChinese()
    {
        Enum.GetValues<CaseAction>().Select(RoleMatrix.NameOf).Should().OnlyHaveUniqueItems();
        Enum.GetValues<Role>().Select(RoleMatrix.NameOf).Should().OnlyHaveUniqueItems();
        RoleMatrix.RolesFor(CaseAction.Designate).Should().Equal(Role.DutyLeader);
    }

    private static Permission Ask(string person, CaseAction action, CaseScope scope) =>
        RoleMatrix.Allows(DirectorySnapshot.Demo.PersonById(person)!, action, scope);
}
