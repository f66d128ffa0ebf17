using System.Text;
using FluentAssertions;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Deadlines;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Deadlines;

public sealed class WorkCalendarTests
{
    private const string Year2026 = """
        {
          "version": "t1",
          "years": [
            {
              "year": 2026, "source": "paper",
              "daysOff": [
                { "name": "元旦", "from": "2026-01-01", "to": "2026-01-03" }
              ],
              "workingWeekends": [
                "2026-01-04"
              ]
            }
          ],
          "officeHours": [ { "from": "01-01", "to": "12-31", "periods": ["08:00-12:00", "14:00-18:00"] } ]
        }
        """;

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void China_WorkingDaysOfYear_AreAsPublished(int year, int days) => WorkCalendar.China.WorkingDaysIn(year).Should().Be(days);

    [Fact]
    public void China_EveryYear_NamesItsPaper() =>
        WorkCalendar.China.Years.Should().OnlyContain(y => y.Source.Contains("国务院办公厅")).And.HaveCount(3);

    [Fact]
    public void Load_ValidFile_Works() => Load(Year2026).IsWorkingDay(new DateOnly(2026, 1, 4)).Should().BeTrue();

    [Theory]
    [InlineData("\"2026-01-03\"", "\"2026-01-32\"", "cal.json(7,53) $.years[0].daysOff[0].to: must be a date yyyy-MM-dd, found '2026-01-32'")]
    [InlineData("\"2026-01-03\"", "\"2027-01-03\"", "(7,53) $.years[0].daysOff[0].to: 2027-01-03 is not in 2026")]
    [InlineData("\"2026-01-03\"", "\"2025-12-31\"", "$.years[0].daysOff[0].to: 2025-12-31 is not in 2026")]
    [InlineData("\"2026-01-04\"", "\"2026-01-05\"", "cal.json(10,9) $.years[0].workingWeekends[0]: 2026-01-05 is a Monday")]
    [InlineData("\"2026-01-04\"", "\"2026-01-03\"", "$.years[0].workingWeekends[0]: 2026-01-03 is also a day off")]
    [InlineData("\"2026-01-04\"", "\"2026-01-04\", \"2026-01-04\"", "$.years[0].workingWeekends[1]: 2026-01-04 is given twice")]
    [InlineData("\"2026-01-04\"", "7", "$.years[0].workingWeekends[0]: must be a date yyyy-MM-dd, found 7")]
    [InlineData("14:00-18:00", "11:00-18:00", "$.officeHours[0].periods: office period 11:00-18:00 must begin at or after 12:00")]
    [InlineData("14:00-18:00", "14-18", "$.officeHours[0].periods[1]: must be a period HH:mm-HH:mm, found '14-18'")]
    [InlineData("\"12-31\"", "\"11-30\"", "$.officeHours: office hours must cover each day of the year exactly once, 12-01 is covered 0 times")]
    [InlineData("\"source\": \"paper\"", "\"source\": \"\"", "$.years[0].source: must be a non-empty text, found ''")]
    [InlineData("\"source\": \"paper\",", "", "$.years[0].source: is required but missing")]
    [InlineData("\"version\": \"t1\"", "\"version\": \"t1\", \"verson\": \"t2\"", "$.verson: is not a known field; known are version")]
    [InlineData("\"version\": \"t1\"", "\"version\": \"t1\", \"version\": \"t2\"", "(2,20) $.version: is given twice")]
    [InlineData("\"years\": [", "\"years\": [,", "is not valid JSON")]
    public void Load_BadRow_NamesLineAndField(string good, string bad, string message)
    {
        var act = () => Load(Year2026.Replace(good, bad, StringComparison.Ordinal));

        act.Should().Throw<DataFileException>().Which.Message.Should().Contain(message);
    }

    [Fact]
    public void Load_SeveralBadRows_ReportsAll()
    {
        var act = () => Load(Year2026.Replace("2026-01-04", "x", StringComparison.Ordinal).Replace("paper", " ", StringComparison.Ordinal));

        act.Should().Throw<DataFileException>().Which.Errors.Should().HaveCount(2);
    }

    [Fact]
    public void Load_SummerHours_FollowTheSeason()
    {
        var calendar = Load(Year2026.Replace(
            """{ "from": "01-01", "to": "12-31", "periods": ["08:00-12:00", "14:00-18:00"] }""",
            """
            { "from": "01-01", "to": "05-31", "periods": ["08:00-12:00", "14:00-18:00"] },
            { "from": "06-01", "to": "09-30", "periods": ["08:00-12:00", "15:00-18:30"] },
            { "from": "10-01", "to": "12-31", "periods": ["08:00-12:00", "14:00-18:00"] }
            """,
            StringComparison.Ordinal));

        DeadlineCalculator.Compute(At.China("2026-07-01 14:00"), Limit.Running(1, LimitUnit.WorkHour), calendar).Due
            .Should().Be(At.China("2026-07-01 16:00"));
    }

    [Fact]
    public void WithOutage_Overlapping_IsRefused()
    {
        var first = WorkCalendar.China.WithOutage("a", new OutageWindow(At.China("2026-03-10 11:00"), At.China("2026-03-10 15:00"), "r"));

        var act = () => first.WithOutage("b", new OutageWindow(At.China("2026-03-10 14:00"), At.China("2026-03-10 16:00"), "r"));

        act.Should().Throw<ArgumentException>().WithMessage("*must not begin before*");
    }

    private static WorkCalendar Load(string json) => WorkCalendarLoader.Load("cal.json", Encoding.UTF8.GetBytes(json));
}
