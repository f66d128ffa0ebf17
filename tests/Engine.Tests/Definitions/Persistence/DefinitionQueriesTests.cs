using System.IO.Compression;
using System.Text;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using Xunit;
using static GridGov.Workflow.Engine.Tests.Definitions.Persistence.DefinitionStoreFixture;

namespace GridGov.Workflow.Engine.Tests.Definitions.Persistence;

public sealed class DefinitionQueriesTests : IDisposable
{
    private readonly DefinitionStoreFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task List_PagesAndOrders()
    {
        foreach (var name in new[] { "丙", "甲", "乙" })
        {
            await _fixture.Store.SaveAsync(Model($"d{name}", name), publish: false, null);
            _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await Names(new DefinitionQuery())).Should().Equal("乙", "甲", "丙");
        (await Names(new DefinitionQuery { Descending = false })).Should().Equal("丙", "甲", "乙");
        (await Names(new DefinitionQuery { OrderBy = DefinitionOrder.Name })).Should().Equal("丙", "乙", "甲");
        var page = await _fixture.Queries.ListAsync(new DefinitionQuery { Descending = false, Page = 1, PageSize = 2 });
        page.TotalCount.Should().Be(3);
        page.Items.Select(item => item.Name).Should().Equal("乙");
        (await _fixture.Queries.ListAsync(new DefinitionQuery { Page = int.MaxValue, PageSize = int.MaxValue })).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Latest", "d2 e1")]
    [InlineData("Published", "d1")]
    [InlineData("LatestOrPublished", "d1 d2 e1")]
    [InlineData("LatestAndPublished", "")]
    [InlineData("Draft", "d2 e1")]
    [InlineData("AllVersions", "d1 d2 e1")]
    [InlineData("1", "d1 e1")]
    public async Task List_VersionOptions_SelectRows(string options, string expected)
    {
        await _fixture.Store.SaveAsync(Model("d", "d"), publish: true, null);
        await _fixture.Store.SaveAsync(Model("d", "d2"), publish: false, null);
        await _fixture.Store.SaveAsync(Model("e", "e"), publish: false, null);
        VersionOptions.TryParse(options, out var versions).Should().BeTrue();

        var page = await _fixture.Queries.ListAsync(new DefinitionQuery { Versions = versions });

        string.Join(' ', page.Items.Select(item => $"{item.DefinitionId}{item.Version}").Order(StringComparer.Ordinal)).Should().Be(expected);
    }

    [Fact]
    public async Task List_SearchAndFilters_Narrow()
    {
        await _fixture.Store.SaveAsync(Model("case-main", "Case 主流程"), publish: false, null);
        await _fixture.Store.SaveAsync(Model("x", "其他", more: ",\"description\":\"见 CASE\",\"isSystem\":true"), publish: false, null);
        await _fixture.Store.SaveAsync(Model("y", "无关%_"), publish: false, null);

        (await Names(new DefinitionQuery { SearchTerm = " cASe " })).Should().BeEquivalentTo("Case 主流程", "其他");
        (await Names(new DefinitionQuery { SearchTerm = "case", IsSystem = false })).Should().Equal("Case 主流程");
        (await Names(new DefinitionQuery { SearchTerm = "%_" })).Should().Equal("无关%_");
        (await Names(new DefinitionQuery { DefinitionIds = ["x", "y"] })).Should().HaveCount(2);
    }

    [Fact]
    public async Task IsNameUnique_ComparesWithOthersOnly()
    {
        await _fixture.Store.SaveAsync(Model("d", "甲"), publish: false, null);

        (await _fixture.Queries.IsNameUniqueAsync("甲 ")).Should().BeFalse();
        (await _fixture.Queries.IsNameUniqueAsync("甲", "d")).Should().BeTrue();
        (await _fixture.Queries.IsNameUniqueAsync("乙")).Should().BeTrue();
    }

    [Fact]
    public async Task Export_One_CanBeImportedAgain()
    {
        var version = (await _fixture.Store.SaveAsync(Model("def/1", "受理 Case (A)", more: ",\"x\":1.0"), publish: true, null)).Version;

        var file = DefinitionExport.One(version);

        file.FileName.Should().Be("workflow-definition-受理-case-a-def-1-id1.json");
        file.ContentType.Should().Be("application/json");
        Encoding.UTF8.GetString(file.Bytes).Should().StartWith("{\n  \"$schema\": \"https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json\",\n");
        (await _fixture.Store.ImportAsync(WorkflowDocument.Parse(file.Bytes), null)).AlreadyPublished.Should().BeTrue();
    }

    [Fact]
    public async Task Export_Many_IsADeterministicZip()
    {
        await _fixture.Store.SaveAsync(Model("b", "乙"), publish: false, null);
        await _fixture.Store.SaveAsync(Model("a", "甲"), publish: false, null);
        var versions = await _fixture.Queries.FindVersionsAsync(["id1", "id2"]);

        var file = DefinitionExport.Many(versions);

        file.FileName.Should().Be("workflow-definitions.zip");
        file.Bytes.Should().Equal(DefinitionExport.Many(versions.Reverse()).Bytes);
        using var zip = new ZipArchive(new MemoryStream(file.Bytes));
        zip.Entries.Select(entry => entry.FullName).Should().Equal("workflow-definition-甲-a-id2.json", "workflow-definition-乙-b-id1.json");
        zip.Entries.Should().OnlyContain(entry => entry.LastWriteTime.Year == 1980);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("Number")]
    [InlineData("newest")]
    public void VersionOptions_OtherTexts_AreNotGiven(string? text) => VersionOptions.TryParse(text, out _).Should().BeFalse();

    private async Task<IEnumerable<string?>> Names(DefinitionQuery query) => (await _fixture.Queries.ListAsync(query)).Items.Select(item => item.Name);
}
