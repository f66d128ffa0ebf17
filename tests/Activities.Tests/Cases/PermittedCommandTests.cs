using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Cases;

public sealed class PermittedCommandTests
{
    [Fact]
    public void Of_EachState_OffersWhatTheLawAllows()
    {
        Of(CaseBench.Reported()).Should().BeEquivalentTo("urge", "supervise", "escalate", "withdraw", "void", "referOut", "merge");
        Of(CaseBench.Received()).Should().BeEquivalentTo(
            "urge", "supervise", "escalate", "withdraw", "void", "referOut", "merge", "assignHandler", "stageReport", "requestReturn", "dispute", "designate", "requestExtension", "requestSuspension");
        Of(CaseBench.Received().Do("desk-sw", "requestExtension", new { reasonCode = "Other", reason = "x" })).Should().Contain("decideExtension").And.NotContain("requestExtension");
        Of(CaseBench.Closed()).Should().BeEquivalentTo("requestExclusion", "markFalseClosure", "reopen", "archive");
    }

    [Fact]
    public void Of_OverdueOrder_OffersNoExtension() => Of(CaseBench.Received().After(TimeSpan.FromDays(30))).Should().NotContain("requestExtension");

    [Fact]
    public void Infos_NameCommandsThatExist() => CaseCommandInfos.All.Select(info => info.Name).Should().BeSubsetOf(CaseCommands.Names).And.OnlyHaveUniqueItems();

    [Fact]
    public void Of_Person_OffersOnlyThePersonsRights()
    {
        var bench = CaseBench.Received();

        Of(bench, "desk-sw").Should().BeEquivalentTo("escalate", "assignHandler", "stageReport", "requestReturn", "dispute", "requestExtension", "requestSuspension");
        Of(bench, "clerk-01").Should().BeEquivalentTo("withdraw", "void", "referOut", "merge");
        Of(bench, "desk-ga").Should().BeEmpty("the order is another unit's");
        Of(bench, "auditor").Should().BeEmpty();
    }

    [Fact]
    public void Of_AssistingDesk_ActsOnItsOwnOrderOnly()
    {
        var bench = CaseBench.Assigned("410999-SW", "410999-GA").Do("desk-sw", "receive");
        var (lead, assist) = (bench.Case!.Orders[0], bench.Case.Orders[1]);
        var (info, desk) = (CaseCommandInfos.Find("requestReturn")!, DirectorySnapshot.Demo.PersonById("desk-ga")!);

        CaseRights.Check(info, desk, bench.Case, CaseRights.OrderOf(info, desk, bench.Case, Order(assist.Id))).Allowed.Should().BeTrue();
        CaseRights.Check(info, desk, bench.Case, CaseRights.OrderOf(info, desk, bench.Case, Order(lead.Id))).Rule.Should().Be("Scope.OtherUnit");
        CaseRights.Check(info, desk, bench.Case, CaseRights.OrderOf(info, desk, bench.Case, Json(new { }))).Rule.Should().Be("Scope.OtherUnit", "without a name it is the lead's order");
        Of(bench, "desk-ga").Should().Contain("requestReturn").And.NotContain("assignHandler");
    }

    private static JsonElement Order(string id) => Json(new { orderId = id });

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);

    private static IReadOnlyList<string> Of(CaseBench bench, string person) =>
        PermittedCommands.Of(CaseBench.Subject, CaseData.Default, bench.Case!, DirectorySnapshot.Demo.PersonById(person)!, bench.Now);

    // Somebody with every right, so that only the state decides.
    private static IReadOnlyList<string> Of(CaseBench bench) => PermittedCommands.Of(CaseBench.Subject, CaseData.Default, bench.Case!, Everyman, bench.Now);

    private static readonly Person Everyman = new(
        "everyman", "甲", "410999-SW", [Role.IntakeClerk, Role.Dispatcher, Role.DutyLeader, Role.DepartmentDesk, Role.Handler], ["410999"], [], IsSystem: false);
}
