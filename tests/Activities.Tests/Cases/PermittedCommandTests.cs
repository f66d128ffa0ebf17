using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
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

    private static IReadOnlyList<string> Of(CaseBench bench) => PermittedCommands.Of(CaseBench.Subject, CaseData.Default, bench.Case!, "somebody", bench.Now);
}
