using System.Text;
using FluentAssertions;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Deadlines;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Deadlines;

public sealed class StageLimitsTests
{
    [Theory]
    [InlineData(LimitStage.Accept, CaseGrade.Urgent, null, "15分钟（昼夜连续）")]
    [InlineData(LimitStage.Accept, CaseGrade.General, null, "15分钟（工作时间内）")]
    [InlineData(LimitStage.Accept, CaseGrade.General, "web", "2个紧急工作时")]
    [InlineData(LimitStage.Receive, CaseGrade.Emergency, null, "15分钟（昼夜连续）")]
    [InlineData(LimitStage.Receive, CaseGrade.Emergency, "onSite", "30分钟（昼夜连续）")]
    [InlineData(LimitStage.Receive, CaseGrade.General, null, "1个工作日")]
    [InlineData(LimitStage.ReturnWindow, CaseGrade.Emergency, null, "10分钟（昼夜连续）")]
    [InlineData(LimitStage.ReturnWindow, CaseGrade.General, null, "2个工作时")]
    [InlineData(LimitStage.Dispose, CaseGrade.Emergency, null, "2个紧急工作时")]
    [InlineData(LimitStage.Dispose, CaseGrade.Urgent, null, "24个紧急工作时")]
    [InlineData(LimitStage.Dispose, CaseGrade.General, null, "5个工作日（次日起算）")]
    [InlineData(LimitStage.Dispose, CaseGrade.General, "sevenDays", "7个自然日（次日起算，遇假顺延）")]
    [InlineData(LimitStage.Dispose, CaseGrade.General, "unknown variant", "5个工作日（次日起算）")]
    [InlineData(LimitStage.Dispose, CaseGrade.Complex, null, "15个自然日（次日起算，遇假顺延）")]
    [InlineData(LimitStage.Verify, CaseGrade.Complex, null, "2个工作日")]
    public void For_Default_IsAsInTheTable(LimitStage stage, CaseGrade grade, string? variant, string expected) =>
        LimitText.Describe(StageLimits.Default.For(stage, grade, variant)!.Value).Should().Be(expected);

    [Theory]
    [InlineData(LimitStage.FactCheck)]
    [InlineData(LimitStage.FirstContact)]
    public void For_CellWithoutLimit_IsNull(LimitStage stage) => StageLimits.Default.For(stage, CaseGrade.Emergency).Should().BeNull();

    [Fact]
    public void Default_EveryOtherCell_HasALimit()
    {
        var cells = from stage in Enum.GetValues<LimitStage>() from grade in Enum.GetValues<CaseGrade>() select StageLimits.Default.For(stage, grade);

        cells.Count(c => c is null).Should().Be(2);
    }

    [Fact]
    public void Load_MissingCellAndBadLimit_NamesThem()
    {
        const string json = """
            {
              "version": "x", "effectiveFrom": "2026-01-01",
              "limits": [ { "stage": "Accept", "grade": "Urgent", "limit": { "amount": 0, "unit": "WorkHour" }, "source": "s" } ]
            }
            """;

        var act = () => StageLimits.Load("l.json", Encoding.UTF8.GetBytes(json));

        var errors = act.Should().Throw<DataFileException>().Which.Errors;
        errors.Should().Contain(e => e.Line == 3 && e.Path == "$.limits[0].limit" && e.Message.Contains("allowed is above 0"));
        errors.Should().Contain(e => e.Message.Contains("exactly one row without variant for Callback, Complex"));
    }
}
