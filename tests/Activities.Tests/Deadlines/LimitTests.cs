using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Activities.Deadlines;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Deadlines;

public sealed class LimitTests
{
    [Theory]
    [InlineData(0, LimitUnit.WorkHour, CountingMode.Running, false, "*0 WorkHour is out of range; allowed is above 0 and at most 3660*")]
    [InlineData(-1, LimitUnit.WorkDay, CountingMode.Running, false, "*out of range*")]
    [InlineData(3661, LimitUnit.NaturalDay, CountingMode.Running, false, "*out of range*")]
    [InlineData(2, LimitUnit.UrgentHour, CountingMode.Statutory, false, "*statutory counting is for WorkDay and NaturalDay*")]
    [InlineData(1.5, LimitUnit.WorkDay, CountingMode.Statutory, false, "*must be a whole number of days*")]
    [InlineData(7, LimitUnit.NaturalDay, CountingMode.Running, true, "*cannot roll forward*")]
    [InlineData(0.123, LimitUnit.WorkHour, CountingMode.Running, false, "*7.380 minutes; it must be a whole number of minutes*")]
    [InlineData(1, (LimitUnit)9, CountingMode.Running, false, "*unit 9 is unknown; allowed are UrgentHour, UrgentDay*")]
    [InlineData(1, LimitUnit.WorkDay, (CountingMode)7, false, "*mode 7 is unknown*")]
    public void Limit_Illegal_ThrowsWithValueAndRange(double amount, LimitUnit unit, CountingMode mode, bool roll, string message)
    {
        var act = () => new Limit((decimal)amount, unit, mode, roll);

        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }

    [Fact]
    public void Limit_Json_RoundTrips()
    {
        var limit = Limit.StatutoryNaturalDays(7);

        JsonSerializer.Deserialize<Limit>(JsonSerializer.Serialize(limit)).Should().Be(limit);
    }

    [Theory]
    [InlineData("4小时", 4, LimitUnit.WorkHour)]
    [InlineData("4 工作时", 4, LimitUnit.WorkHour)]
    [InlineData("2天", 2, LimitUnit.WorkDay)]
    [InlineData("2工作日", 2, LimitUnit.WorkDay)]
    [InlineData("3个工作日内", 3, LimitUnit.WorkDay)]
    [InlineData("三个工作日以内", 3, LimitUnit.WorkDay)]
    [InlineData("十五个工作日", 15, LimitUnit.WorkDay)]
    [InlineData("二十天", 20, LimitUnit.WorkDay)]
    [InlineData("两天", 2, LimitUnit.WorkDay)]
    [InlineData("2紧急工作时", 2, LimitUnit.UrgentHour)]
    [InlineData("０．５紧急工作时", 0.5, LimitUnit.UrgentHour)]
    [InlineData("1紧急工作日", 1, LimitUnit.UrgentDay)]
    [InlineData("7自然日", 7, LimitUnit.NaturalDay)]
    public void Parse_KnownText_GivesRunningLimit(string text, double amount, LimitUnit unit) =>
        LimitText.Parse(text).Should().Be(new ParsedLimit(text, Limit.Running((decimal)amount, unit), null));

    [Theory]
    [InlineData(null, "为空")]
    [InlineData("  ", "为空")]
    [InlineData("立即", "没有可识别的数字")]
    [InlineData("尽快处置", "没有可识别的数字")]
    [InlineData("种植季节15工作日", "没有可识别的数字")]
    [InlineData("30分钟", "“分钟”无法识别")]
    [InlineData("15日", "“日”无法识别")]
    [InlineData("2工作日（种植季节）", "无法识别")]
    [InlineData("1.2.3小时", "没有可识别的数字")]
    [InlineData("二三天", "没有可识别的数字")]
    [InlineData("0小时", "超出允许范围")]
    [InlineData("99999天", "超出允许范围")]
    public void Parse_UnknownText_IsFlaggedAndKept(string? text, string problem)
    {
        var parsed = LimitText.Parse(text);

        parsed.Limit.Should().BeNull();
        parsed.Text.Should().Be(text ?? "");
        parsed.Problem.Should().Contain(problem);
    }

    [Fact]
    public void Describe_EachKind_IsChinese()
    {
        LimitText.Describe(Limit.StatutoryWorkDays(5)).Should().Be("5个工作日（次日起算）");
        LimitText.Describe(Limit.StatutoryNaturalDays(15)).Should().Be("15个自然日（次日起算，遇假顺延）");
        LimitText.Describe(Limit.Running(0.1667m, LimitUnit.UrgentHour)).Should().Be("10分钟（昼夜连续）");
        LimitText.Describe(Limit.Running(2.0m, LimitUnit.WorkHour)).Should().Be("2个工作时");
    }
}
