using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Definitions.Versioning;
using Xunit;
using static GridGov.Workflow.Engine.Tests.Definitions.Persistence.DefinitionStoreFixture;

namespace GridGov.Workflow.Engine.Tests.Definitions.Persistence;

public sealed class DefinitionPinTests : IDisposable
{
    private readonly DefinitionStoreFixture _fixture = new();

    private DefinitionStore Store => _fixture.Store;

    private DefinitionQueries Queries => _fixture.Queries;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Publish_WorkflowAsActivity_PinsThePublishedContent()
    {
        var child = await Store.SaveAsync(ActivityModel("child", "部门 处置"), publish: true, null);
        child.Version.Summary.ActivityType.Should().Be("部门处置");
        await Store.SaveAsync(Model("parent", "主流程", "部门处置"), publish: true, null);

        var hash = await Queries.FindContentHashAsync("parent");
        var content = (await Queries.FindAsync(hash!))!;

        content.Hash.Should().Be(hash);
        content.Pins.Should().ContainSingle();
        content.Pins["部门处置@1"].Hash.Should().Be(child.Version.Summary.ContentHash);
        content.Pins["部门处置@1"].Document.GetProperty("definitionId").GetString().Should().Be("child");
        content.Document.TryGetProperty("isPublished", out _).Should().BeFalse();
        DefinitionJson.ContentHash(content.Document, content.Pins.ToDictionary(pin => pin.Key, pin => pin.Value.Hash)).Should().Be(hash);
    }

    [Fact]
    public async Task Publish_ChildAgain_LeavesThePinOfTheParent()
    {
        await Store.SaveAsync(ActivityModel("child", "Sub"), publish: true, null);
        await Store.SaveAsync(Model("parent", "主", "Sub"), publish: true, null);
        var before = await Queries.FindContentHashAsync("parent");

        await Store.SaveAsync(ActivityModel("child", "Sub", "Elsa.WriteLine"), publish: true, null);

        (await Queries.FindContentHashAsync("parent")).Should().Be(before);
        (await Store.GetContentAsync("parent", VersionOptions.Latest)).Pins["Sub@1"].Document.GetProperty("version").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task GetContent_OfDraft_FindsAChildThatCameLater()
    {
        var parent = await Store.SaveAsync(Model("parent", "主", "Sub"), publish: false, null);
        var alone = await Store.GetContentAsync("parent", VersionOptions.Latest);
        await Store.SaveAsync(ActivityModel("child", "Sub"), publish: false, null);
        var together = await Store.GetContentAsync("parent", VersionOptions.Latest);

        alone.Hash.Should().Be(parent.Version.Summary.ContentHash);
        alone.Pins.Should().BeEmpty();
        together.Pins.Should().ContainKey("Sub@1");
        (await Queries.FindAsync(together.Hash)).Should().BeEquivalentTo(together, options => options.Excluding(content => content.Document).Excluding(content => content.Pins));
    }

    [Fact]
    public async Task Pin_LookupOrder_IsExactThenHighestThenIds()
    {
        await Store.SaveAsync(ActivityModel("child", "Sub"), publish: true, null);
        await Store.SaveAsync(ActivityModel("child", "Sub", "Elsa.WriteLine"), publish: true, null);
        var versionId = (await Queries.FindAsync("child", VersionOptions.Specific(1)))!.Summary.Id;

        (await PinnedVersion("Sub", 1)).Should().Be(1);
        (await PinnedVersion("Sub", 2)).Should().Be(2);
        (await PinnedVersion("Sub", 9)).Should().Be(2, "the highest version of the type");
        (await PinnedVersion("OldName", 1, $",\"workflowDefinitionVersionId\":\"{versionId}\"")).Should().Be(1);
        (await PinnedVersion("OldName", 1, ",\"workflowDefinitionVersionId\":\"gone\",\"workflowDefinitionId\":\"child\"")).Should().Be(2);
        (await PinnedVersion("OldName", 1)).Should().BeNull();
        (await PinnedVersion("sub", 1)).Should().BeNull("type names are case-sensitive");
    }

    [Fact]
    public async Task Publish_Cycle_NamesTheChain()
    {
        await Store.SaveAsync(ActivityModel("a", "甲"), publish: true, null);
        await Store.SaveAsync(ActivityModel("b", "乙", "甲"), publish: true, null);
        await Store.SaveAsync(ActivityModel("c", "丙", "乙"), publish: true, null);

        var act = () => Store.SaveAsync(ActivityModel("a", "甲", "丙"), publish: true, null);

        var error = (await act.Should().ThrowAsync<DefinitionException>()).Which;
        error.Faults.Should().ContainSingle(fault => fault.Code == "definition.cycle")
            .Which.Message.Should().Be("作为活动使用的流程形成了环：甲 → 丙 → 乙 → 甲。请断开其中一处引用。");
    }

    [Fact]
    public async Task Publish_SelfAndDraftCycles_AreErrorsButDraftsAreSaved()
    {
        await Store.SaveAsync(ActivityModel("a", "甲", "乙"), publish: false, null);
        await Store.SaveAsync(ActivityModel("b", "乙", "甲"), publish: false, null);
        await Store.SaveAsync(ActivityModel("s", "自", "自"), publish: false, null);

        foreach (var (id, chain) in new[] { ("a", "甲 → 乙 → 甲"), ("s", "自 → 自") })
        {
            var publish = () => Store.PublishAsync(id, null);
            (await publish.Should().ThrowAsync<DefinitionException>()).Which.Message.Should().Contain(chain);
            var run = () => Store.GetContentAsync(id, VersionOptions.Latest);
            (await run.Should().ThrowAsync<DefinitionException>()).Which.Message.Should().Contain(chain);
        }
    }

    [Fact]
    public async Task Publish_TakenActivityName_IsRefused()
    {
        await Store.SaveAsync(ActivityModel("a", "sub task"), publish: true, null);

        var other = () => Store.SaveAsync(ActivityModel("b", "SubTask"), publish: true, null);

        (await other.Should().ThrowAsync<DefinitionException>()).Which.Message.Should().Contain(
            "名称“SubTask”得到的活动类型“SubTask”已被流程定义“sub task”（a）使用。");
    }

    [Fact]
    public async Task Publish_AutoUpdate_MovesConsumersAndTheirConsumers()
    {
        const string Auto = """,  "options":{"usableAsActivity":true,"autoUpdateConsumingWorkflows":true}""";
        await Store.SaveAsync(Model("inner", "内", more: Auto), publish: true, null);
        await Store.SaveAsync(Model("middle", "中", "内", Auto), publish: true, null);
        await Store.SaveAsync(Model("outer", "外", "中"), publish: true, null);
        await Store.SaveAsync(Model("draft", "稿", "内"), publish: false, null);
        await Store.SaveAsync(Model("other", "内外"), publish: true, null);

        var saved = await Store.SaveAsync(Model("inner", "内", "Elsa.WriteLine", Auto), publish: true, null);

        saved.UpdatedConsumers.Select(consumer => (consumer.DefinitionId, consumer.Version, consumer.IsPublished)).Should().Equal(
            ("draft", 1, false), ("middle", 2, true));
        var outer = await Store.GetContentAsync("outer", VersionOptions.Published);
        outer.Pins["中@2"].Pins["内@2"].Document.GetProperty("root").GetProperty("type").GetString().Should().Be("Elsa.WriteLine");
        (await Store.FindConsumersAsync("inner")).Select(consumer => consumer.Summary.DefinitionId).Should().Equal("draft", "middle");
        (await Queries.FindAsync("other", VersionOptions.Latest))!.Summary.Version.Should().Be(1);
    }

    [Fact]
    public async Task UpdateConsumers_OnRequest_LeavesReadonlyOnesAlone()
    {
        await Store.SaveAsync(ActivityModel("inner", "Sub"), publish: true, null);
        await Store.SaveAsync(Model("a", "甲", "Sub", ",\"isReadonly\":true"), publish: true, null);
        await Store.SaveAsync(Model("b", "乙", "Sub"), publish: true, null);
        await Store.SaveAsync(ActivityModel("inner", "Sub", "Elsa.WriteLine"), publish: true, null);

        var updated = await Store.UpdateConsumersAsync("inner", "zhang");
        var again = await Store.UpdateConsumersAsync("inner", "zhang");

        updated.Should().ContainSingle(consumer => consumer.DefinitionId == "b" && consumer.Version == 2 && consumer.IsPublished);
        again.Should().BeEmpty();
    }

    private async Task<int?> PinnedVersion(string type, int version, string more = "")
    {
        var text = $$$"""{"definitionId":"p","name":"p","root":{"id":"r","type":"{{{type}}}","version":{{{version}}}{{{more}}}}}""";
        await Store.SaveAsync(WorkflowDocument.Parse(text), publish: false, null);
        var content = await Store.GetContentAsync("p", VersionOptions.Latest);
        return content.Pins.TryGetValue(DefinitionContent.PinKey(type, version), out var pin) ? pin.Document.GetProperty("version").GetInt32() : null;
    }
}
