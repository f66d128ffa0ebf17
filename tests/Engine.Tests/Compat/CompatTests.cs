using FluentAssertions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Compat;

/// <summary>The corpus of outcomes that real Elsa gave; differences are listed in <see cref="Differences"/> with their reasons.</summary>
public sealed class CompatTests
{
    public static TheoryData<string> Names => [.. CompatCase.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_CorpusCase_GivesTheOutcomeOfElsa(string name) => Check(name, restarts: false);

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_CorpusCaseWithRestartAfterEveryBurst_GivesTheSameOutcome(string name) => Check(name, restarts: true);

    [Fact]
    public void Differences_AreOnlyForQuestionableCases() =>
        Differences.All.Keys.Should().OnlyContain(name => CompatCase.All[name].IsQuestionable);

    private static void Check(string name, bool restarts)
    {
        var @case = CompatCase.All[name];
        var outcome = new CompatRun(@case, restarts).Outcome;
        CompatExpectation.Check(@case, outcome);
    }
}
