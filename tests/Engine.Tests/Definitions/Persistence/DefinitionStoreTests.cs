using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static GridGov.Workflow.Engine.Tests.Definitions.Persistence.DefinitionStoreFixture;

namespace GridGov.Workflow.Engine.Tests.Definitions.Persistence;

public sealed class DefinitionStoreTests : IDisposable
{
    private readonly DefinitionStoreFixture _fixture = new();

    private DefinitionStore Store => _fixture.Store;

    private DefinitionQueries Queries => _fixture.Queries;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Save_NewModel_GetsIdsAndVersion1()
    {
        var saved = (await Store.SaveAsync(Model(null, " 受理 "), publish: false, "zhang")).Version;

        saved.Document.ToString().Should().Be(
            """{"definitionId":"id1","name":"受理","root":{"id":"r","nodeId":"Workflow1:r","type":"Elsa.Start","version":1},"id":"id2","version":1,"createdAt":"2026-08-21T08:00:00.0000000+00:00","isLatest":true,"isPublished":false}"""
                .Replace("\\u002B", "+", StringComparison.Ordinal));
        saved.Summary.SavedBy.Should().Be("zhang");
        (await Queries.FindAsync("id1", VersionOptions.Latest))!.Document.ToString().Should().Be(saved.Document.ToString());
    }

    [Fact]
    public async Task Save_Draft_IsEditedInPlace()
    {
        var first = await Store.SaveAsync(Model("d", "一"), publish: false, null);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await Store.SaveAsync(Model("d", "二"), publish: false, null);

        second.Version.Summary.Id.Should().Be(first.Version.Summary.Id);
        second.Version.Summary.Version.Should().Be(1);
        second.Version.Summary.CreatedAt.Should().Be(first.Version.Summary.CreatedAt);
        second.Version.Summary.SavedAt.Should().Be(_fixture.Time.GetUtcNow());
        (await Queries.FindVersionsAsync("d")).Should().ContainSingle();
    }

    [Fact]
    public async Task Save_AfterPublication_IsANewDraftBesideThePublished()
    {
        await Store.SaveAsync(Model("d", "一"), publish: true, null);
        var draft = await Store.SaveAsync(Model("d", "二"), publish: false, null);

        draft.Version.Summary.Should().Match<DefinitionSummary>(version => version.Version == 2 && version.IsLatest && !version.IsPublished);
        (await Queries.FindAsync("d", VersionOptions.Published))!.Summary.Should()
            .Match<DefinitionSummary>(version => version.Version == 1 && !version.IsLatest && version.Name == "一");
    }

    [Fact]
    public async Task Save_MembersThatStudioDoesNotSend_AreKept()
    {
        await Store.SaveAsync(Model("d", "一", more: ",\"isSystem\":true,\"x-oa\":{\"n\":1.0},\"outcomes\":[\"a\"]"), publish: false, null);
        var saved = (await Store.SaveAsync(Model("d", "二"), publish: false, null)).Version;

        saved.Document.Json.GetProperty("x-oa").GetRawText().Should().Be("""{"n":1.0}""");
        saved.Summary.IsSystem.Should().BeTrue();
        saved.Document.Outcomes.Should().BeEmpty("Studio sends outcomes, so it removed them");
    }

    [Fact]
    public async Task SaveAndPublish_Again_ChangesNothing()
    {
        var first = await Store.SaveAsync(Model("d", "一"), publish: true, null);
        var again = await Store.SaveAsync(Model("d", "一"), publish: true, null);

        first.AlreadyPublished.Should().BeFalse();
        again.AlreadyPublished.Should().BeTrue();
        again.Version.Summary.Should().BeEquivalentTo(first.Version.Summary);
        _fixture.Log.Should().Equal("published d 1");
    }

    [Fact]
    public async Task Publish_Draft_ReplacesThePublishedAndTellsListeners()
    {
        await Store.SaveAsync(Model("d", "一"), publish: true, null);
        await Store.SaveAsync(Model("d", "二"), publish: false, null);
        await Store.PublishAsync("d", "li");
        var again = await Store.PublishAsync("d", "li");

        again.AlreadyPublished.Should().BeTrue();
        _fixture.Log.Should().Equal("published d 1", "published d 2");
        (await Queries.ListAsync(new DefinitionQuery { DefinitionIds = ["d"], Versions = VersionOptions.Published })).Items
            .Should().ContainSingle(version => version.Version == 2);
    }

    [Fact]
    public async Task Publish_WithErrors_ListsThemAllAndSavesNothing()
    {
        var bad = Model("d", "坏", more: """,  "inputs":[{"name":"a"},{"name":"a"}],"outputs":[{"name":"b"},{"name":"b"}]""");

        var error = await Refusal(() => Store.SaveAsync(bad, publish: true, null));

        error.Kind.Should().Be(DefinitionErrorKind.Invalid);
        error.Message.Should().Be("流程定义“坏”有 2 处错误，不能发布：输入“a”重复声明。输入名称必须唯一。 输出“b”重复声明。输出名称必须唯一。");
        (await Queries.FindAsync("d", VersionOptions.Latest)).Should().BeNull();
    }

    [Fact]
    public async Task Publish_WithWarnings_ReturnsThem()
    {
        var saved = await Store.SaveAsync(Model("d", "一", "Acme.Pigeon"), publish: true, null);

        saved.Warnings.Should().ContainSingle(fault => fault.Code == "activity.unknown-type");
    }

    [Fact]
    public async Task Retract_ThenSave_EditsTheSameVersion()
    {
        await Store.SaveAsync(Model("d", "一"), publish: true, null);
        var retracted = await Store.RetractAsync("d");
        var saved = await Store.SaveAsync(Model("d", "二"), publish: false, null);

        retracted.Summary.IsPublished.Should().BeFalse();
        saved.Version.Summary.Id.Should().Be(retracted.Summary.Id);
        _fixture.Log.Should().Equal("published d 1", "retracted d");
        (await Refusal(() => Store.RetractAsync("d"))).Message.Should().Be("流程定义“二”没有已发布的版本，无法撤回。");
        (await Refusal(() => Store.RetractAsync("none"))).Kind.Should().Be(DefinitionErrorKind.NotFound);
    }

    [Fact]
    public async Task Revert_CopiesTheOldVersion()
    {
        await Store.SaveAsync(Model("d", "一", more: ",\"x\":1.50"), publish: true, null);
        await Store.SaveAsync(Model("d", "二"), publish: true, null);
        var copy = await Store.RevertAsync("d", 1, "li");

        copy.Summary.Should().Match<DefinitionSummary>(version => version.Version == 3 && version.IsLatest && !version.IsPublished && version.Name == "一");
        copy.Document.Json.GetProperty("x").GetRawText().Should().Be("1.50");
        copy.Document.Version.Should().Be(3);
        (await Queries.FindAsync("d", VersionOptions.Published))!.Summary.Version.Should().Be(2);
        (await Refusal(() => Store.RevertAsync("d", 9, null))).Message.Should().Be("流程定义“一”没有版本“9”。");
    }

    [Fact]
    public async Task DeleteVersion_PublishedLatest_RetractsAndExposesThePrevious()
    {
        await Store.SaveAsync(Model("d", "一"), publish: true, null);
        var second = await Store.SaveAsync(Model("d", "二"), publish: true, null);

        (await Store.DeleteVersionAsync(second.Version.Summary.Id)).Should().BeTrue();
        (await Store.DeleteVersionAsync(second.Version.Summary.Id)).Should().BeFalse();

        (await Queries.FindAsync("d", VersionOptions.Latest))!.Summary.Should()
            .Match<DefinitionSummary>(version => version.Version == 1 && !version.IsPublished);
        (await Queries.FindVersionAsync(second.Version.Summary.Id)).Should().BeNull();
        _fixture.Log.Should().Equal("published d 1", "published d 2", "retracted d");
    }

    [Fact]
    public async Task DeleteDefinition_UsedVersion_StaysFindableById()
    {
        var used = (await Store.SaveAsync(Model("d", "一"), publish: true, null)).Version.Summary;
        await Store.SaveAsync(Model("d", "二"), publish: true, null);
        await _fixture.StartAsync(used);

        (await Store.DeleteDefinitionAsync("d")).Should().BeTrue();
        (await Store.DeleteDefinitionAsync("d")).Should().BeFalse();

        (await Queries.FindAsync("d", VersionOptions.Latest)).Should().BeNull();
        (await Queries.ListAsync(new DefinitionQuery())).TotalCount.Should().Be(0);
        (await Queries.ListAsync(new DefinitionQuery { Ids = [used.Id] })).Items.Should().ContainSingle(version => version.IsHidden);
        (await Queries.FindVersionAsync(used.Id))!.Summary.IsHidden.Should().BeTrue();
        (await Queries.FindAsync(used.ContentHash)).Should().NotBeNull("instances still name it");
        (await Store.SaveAsync(Model("d", "三"), publish: false, null)).Version.Summary.Version.Should().Be(2);
    }

    [Fact]
    public async Task Commands_OnReadonly_AreRefused()
    {
        await Store.ImportAsync(Model("d", "只读", more: ",\"isReadonly\":true,\"isPublished\":true"), null);

        var refused = new Func<Task>[]
        {
            () => Store.SaveAsync(Model("d", "改"), false, null), () => Store.RetractAsync("d"), () => Store.RevertAsync("d", 1, null),
            () => Store.DeleteDefinitionAsync("d"), () => Store.PublishAsync("d", null),
        };
        foreach (var command in refused)
        {
            var error = await Refusal(command);
            error.Kind.Should().Be(DefinitionErrorKind.ReadOnly);
            error.Message.Should().Be("流程定义“只读”是只读的，不能修改、发布或删除。");
        }
    }

    [Fact]
    public async Task Import_NewPublished_KeepsIdsAndPublishes()
    {
        var text = """{"$schema":"https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json","id":"ver-7","definitionId":"def","name":"导入","version":7,"isPublished":true,"isLatest":true,"root":{"id":"r","type":"Elsa.Start","version":1}}""";
        var saved = await Store.ImportAsync(WorkflowDocument.Parse(text), null);
        var again = await Store.ImportAsync(WorkflowDocument.Parse(text), null);

        saved.Version.Summary.Should().Match<DefinitionSummary>(version => version.Id == "ver-7" && version.Version == 1 && version.IsPublished);
        again.AlreadyPublished.Should().BeTrue();
        saved.Version.Document.Json.TryGetProperty("$schema", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Import_VersionIdOfAnother_GetsItsOwn()
    {
        await Store.ImportAsync(WorkflowDocument.Parse("""{"id":"v","definitionId":"a","name":"甲","root":{"id":"r","type":"Elsa.Start"}}"""), null);
        var other = await Store.ImportAsync(WorkflowDocument.Parse("""{"id":"v","definitionId":"b","name":"乙","root":{"id":"r","type":"Elsa.Start"}}"""), null);

        other.Version.Summary.Id.Should().Be("id1");
    }

    [Fact]
    public async Task Save_TooLongName_NamesTheLimit() =>
        (await Refusal(() => Store.SaveAsync(Model("d", new string('长', 201)), false, null))).Message.Should().Be("“name”有 201 个字符，最多允许 200 个。");

    [Fact]
    public async Task Publish_AnotherWriterWasFaster_RepeatsOnFreshData()
    {
        await Store.SaveAsync(Model("d", "一"), publish: false, null);
        var calls = 0;
        _fixture.Interfere = async () =>
        {
            if (calls++ > 0) return;
            await using var other = _fixture.Open();
            other.Database.SetCommandTimeout(1);
            _fixture.Log.Add("busy");
            throw new DbUpdateConcurrencyException("lost the race");
        };

        var saved = await Store.PublishAsync("d", null);

        saved.Version.Summary.IsPublished.Should().BeTrue();
        _fixture.Log.Should().Equal("published d 1", "busy", "published d 1");
    }

    [Fact]
    public async Task Publish_OthersAlwaysFaster_IsAConflict()
    {
        await Store.SaveAsync(Model("d", "一"), publish: false, null);
        _fixture.Interfere = () => throw new DbUpdateConcurrencyException("lost the race");

        var error = await Refusal(() => Store.PublishAsync("d", null));

        error.Kind.Should().Be(DefinitionErrorKind.Conflict);
        (await Queries.FindAsync("d", VersionOptions.Published)).Should().BeNull();
    }

    [Fact]
    public async Task Row_ChangedByAnother_LosesByItsVersion()
    {
        await Store.SaveAsync(Model("d", "一"), publish: false, null);
        await using var stale = _fixture.Open();
        stale.ChangeTracker.AutoDetectChangesEnabled = true;
        var row = await stale.Set<DefinitionVersionRow>().AsTracking().SingleAsync();
        await Store.SaveAsync(Model("d", "二"), publish: false, null);
        row.Name = "旧";
        row.RowVersion++;

        var act = () => stale.SaveChangesAsync();

        await act.Should().ThrowAsync<DbUpdateConcurrencyException>();
    }

    [Fact]
    public async Task Save_ManyAtOnce_KeepsTheInvariants()
    {
        await Store.SaveAsync(Model("d", "0"), publish: true, null);
        await Task.WhenAll(Enumerable.Range(1, 12).Select(n => Task.Run(() => Store.SaveAsync(Model("d", $"{n}"), publish: n % 3 == 0, null))));

        var versions = (await Queries.FindVersionsAsync("d")).Select(version => version.Summary).ToList();
        versions.Count(version => version.IsPublished).Should().Be(1);
        versions.Count(version => version.IsLatest).Should().Be(1);
        versions[0].IsLatest.Should().BeTrue();
        versions.Select(version => version.Version).Should().OnlyHaveUniqueItems();
    }

    private static async Task<DefinitionException> Refusal(Func<Task> command) => (await command.Should().ThrowAsync<DefinitionException>()).Which;
}
