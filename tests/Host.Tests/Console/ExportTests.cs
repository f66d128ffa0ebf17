using FluentAssertions;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Tests.Hosting;
using Xunit;

namespace GridGov.Workflow.Host.Tests.Console;

/// <summary>The export of a search: the same cases as the list shows its reader, and nothing that a spreadsheet would run.</summary>
[Collection(HostCollection.Name)]
public sealed class ExportTests(HostFixture fixture)
{
    [Fact]
    public async Task Export_HoldsWhatItsReaderMaySee_AndNoFormulas()
    {
        var city = new City(fixture.Host);
        var report = City.Report();
        report["title"] = "=HYPERLINK(\"http://evil.example\")";
        var number = await city.ReportAsync(report);

        var clerk = await city.As("clerk-01").GetAsync($"/api/cases/export?format=csv&q={number}");
        var desk = await city.As("desk-sw").GetAsync($"/api/cases/export?format=csv&q={number}");
        var sheet = await city.As("clerk-01").GetAsync($"/api/cases/export?q={number}");
        var other = await city.As("clerk-01").GetAsync("/api/cases/export?format=pdf");

        clerk.Text.TrimStart('\uFEFF').Should().StartWith("\"案件编号\",\"标题\"").And.Contain($"\"{number}\"").And.Contain("\"'=HYPERLINK(\"\"http://evil.example\"\")\"");
        desk.Text.Should().NotContain(number, "the water office has no order of this case");
        (sheet.Status, sheet.ContentType).Should().Be((200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        other.Status.Should().Be(422);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM", "'@SUM")]
    [InlineData("\tx", "'\tx")]
    [InlineData("井盖", "井盖")]
    [InlineData("", "")]
    public void Defused_WhatStartsAFormula_IsText(string text, string expected) => CaseExport.Defused(text).Should().Be(expected);
}
