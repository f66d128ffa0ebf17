using System.Text;
using FluentAssertions;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Deadlines;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Catalogue;

public sealed class DispatchCatalogueTests
{
    private const string Small = """
        {
          "version": "t1", "effectiveFrom": "2026-01-01",
          "dutyUnits": [ { "code": "ZH", "name": "镇街" }, { "code": "CG", "name": "城管局" } ],
          "majors": [ { "code": "E01", "name": "市容环境" } ],
          "categories": [
            { "code": "E0110", "kind": "Incident", "name": "暴露垃圾", "lead": "CG", "assists": ["ZH"], "standards": [
              { "id": "E0110-1", "filing": "暴露", "grade": "General",
                "receive": { "amount": 2, "unit": "WorkHour" }, "dispose": { "amount": 4, "unit": "WorkHour" },
                "closing": "清理", "verification": ["PhotoCompare"], "source": "(D)" }
            ] }
          ]
        }
        """;

    [Fact]
    public void Default_HasTheTableOfTheBrief()
    {
        DispatchCatalogue.Default.Categories.Should().HaveCountGreaterThanOrEqualTo(60);
        DispatchCatalogue.Default.Categories.Should().OnlyContain(c => c.Standards.Count > 0 && c.Name.Length > 0 && c.MajorName.Length > 0);
    }

    [Theory]
    [InlineData("C0101-1", "SW", "30分钟（昼夜连续）", "2个紧急工作时", Verification.SiteCheck)]
    [InlineData("C0101-2", "SW", "2个工作时", "4个工作时", Verification.PhotoCompare)]
    [InlineData("C0101-4", "SW", "1个工作日", "5个工作日", Verification.PhotoCompare)]
    [InlineData("C0123-1", "ZH", "30分钟（昼夜连续）", "2个紧急工作时", Verification.SiteCheck)]
    [InlineData("E0101-1", "ZH", "30分钟（昼夜连续）", "2个紧急工作日", Verification.SiteCheck)]
    [InlineData("E0101-2", "ZH", "1个工作日", "15个工作日", Verification.Document)]
    [InlineData("E0128-1", "GA", "30分钟（昼夜连续）", "2个紧急工作时", Verification.RequesterConfirms)]
    [InlineData("E0133-1", "WJ", "1个工作日", "2个工作日", Verification.SiteCheck | Verification.Document)]
    [InlineData("E0496-1", "CG", "30分钟（昼夜连续）", "2个工作时", Verification.SiteCheck)]
    [InlineData("E0502-1", "RQ", "15分钟（昼夜连续）", "1个紧急工作时", Verification.SiteCheck)]
    [InlineData("E0508-2", "TX", "2个工作时", "2个工作时", Verification.SiteCheck)]
    [InlineData("L1001-3", "SF", "1个工作日", "20个自然日（次日起算，遇假顺延）", Verification.Document | Verification.RequesterConfirms)]
    [InlineData("L3001-2", "GD", "30分钟（昼夜连续）", "24个紧急工作时", Verification.RequesterConfirms)]
    [InlineData("L3002-1", "RS", "1个工作日", "3个工作日（次日起算）", Verification.RequesterConfirms)]
    public void Default_Standard_IsAsInTheTable(string id, string lead, string receive, string dispose, Verification verification)
    {
        var (category, standard) = DispatchCatalogue.Default.FindStandard(id)!.Value;

        category.LeadFor(standard).Should().Be(lead);
        LimitText.Describe(standard.ReceiveLimit).Should().Be(receive);
        LimitText.Describe(standard.DisposeLimit).Should().Be(dispose);
        standard.Verification.Should().Be(verification);
    }

    [Fact]
    public void Default_SensitiveCategories_AreRestrictedAndCallFirst()
    {
        DispatchCatalogue.Default.Categories.Where(c => c.IsRestricted).Select(c => c.Code).Should().Equal("L4003", "L4004");
        DispatchCatalogue.Default.Find("E0502")!.EmergencyLine.Should().Be("119");
        DispatchCatalogue.Default.Find("L4001")!.IsGridFirst.Should().BeTrue();
        DispatchCatalogue.Default.FindStandard("C0402-2")!.Value.Standard.IsSeasonal.Should().BeTrue();
        DispatchCatalogue.Default.Find("E9999").Should().BeNull();
        DispatchCatalogue.Default.FindStandard("E9999-1").Should().BeNull();
    }

    [Theory]
    [InlineData("\"code\": \"E0110\"", "\"code\": \"X110\"", "c.json(6,15) $.categories[0].code: must be C, E or L and four digits, found 'X110'")]
    [InlineData("\"code\": \"E0110\"", "\"code\": \"E0210\"", "has the major category 'E02', which is not in majors")]
    [InlineData("\"Incident\"", "\"Component\"", "$.categories[0].kind: Component does not fit the code 'E0110'")]
    [InlineData("\"Incident\"", "\"incident\"", "$.categories[0].kind: must be one of Component, Incident, Local, found 'incident'")]
    [InlineData("\"lead\": \"CG\"", "\"lead\": \"QQ\"", "$.categories[0].lead: 'QQ' is not a code of dutyUnits")]
    [InlineData("[\"ZH\"]", "[\"CG\"]", "$.categories[0].assists: 'CG' is already the lead")]
    [InlineData("[\"ZH\"]", "[\"ZH\", \"ZH\"]", "$.categories[0].assists: has a code twice")]
    [InlineData("\"E0110-1\"", "\"E0111-1\"", "$.categories[0].standards[0].id: must be the category code, a hyphen and a number from 1, such as E0110-1; found 'E0111-1'")]
    [InlineData("\"amount\": 4", "\"amount\": -4", "c.json(8,68) $.categories[0].standards[0].dispose: Limit amount -4 WorkHour is out of range")]
    [InlineData("\"amount\": 4", "\"amount\": \"4\"", "$.categories[0].standards[0].dispose.amount: must be a number, found '4'")]
    [InlineData("[\"PhotoCompare\"]", "[]", "$.categories[0].standards[0].verification: must name at least one kind")]
    [InlineData("\"closing\": \"清理\"", "\"closing\": \"\"", "$.categories[0].standards[0].closing: must be a non-empty text")]
    [InlineData("\"kind\": \"Incident\"", "\"kind\": \"Incident\", \"emergencyLine\": \"911\"", "must be 110, 119, 120 or 122, found '911'")]
    public void Load_BadRow_NamesLineAndField(string good, string bad, string message)
    {
        var act = () => Load(Small.Replace(good, bad, StringComparison.Ordinal));

        act.Should().Throw<DataFileException>().Which.Message.Should().Contain(message);
    }

    [Fact]
    public void Versions_OpenCaseKeepsItsOwn()
    {
        var first = Load(Small);
        var second = Load(Small.Replace("t1", "t2", StringComparison.Ordinal).Replace("2026-01-01", "2026-07-01", StringComparison.Ordinal));
        var versions = new CatalogueVersions(first).With(second);

        versions.At(new DateOnly(2025, 12, 31)).Should().BeNull();
        versions.At(new DateOnly(2026, 6, 30)).Should().BeSameAs(first);
        versions.At(new DateOnly(2026, 7, 1)).Should().BeSameAs(second);
        versions.Get("t1").Should().BeSameAs(first);
    }

    [Fact]
    public void Versions_SameVersionAgain_IsRefused()
    {
        var act = () => new CatalogueVersions(Load(Small)).With(Load(Small));

        act.Should().Throw<ArgumentException>().WithMessage("*'t1' is given twice; a version never changes*");
    }

    [Fact]
    public void Diff_ChangedLimitNewAndRemovedStandard_AreNamed()
    {
        var after = Load(Small.Replace("\"amount\": 4", "\"amount\": 6", StringComparison.Ordinal));

        CatalogueDiff.Between(Load(Small), after).Should().BeEquivalentTo(new CatalogueDiff([], [], ["E0110-1"]));
        CatalogueDiff.Between(Load(Small), Load(Small.Replace("E0110", "E0111", StringComparison.Ordinal)))
            .Should().BeEquivalentTo(new CatalogueDiff(["E0111-1"], ["E0110-1"], []));
        var unchanged = CatalogueDiff.Between(DispatchCatalogue.Default, DispatchCatalogue.Default);
        unchanged.Added.Concat(unchanged.Removed).Concat(unchanged.Changed).Should().BeEmpty();
    }

    private static DispatchCatalogue Load(string json) => DispatchCatalogueLoader.Load("c.json", Encoding.UTF8.GetBytes(json));
}
