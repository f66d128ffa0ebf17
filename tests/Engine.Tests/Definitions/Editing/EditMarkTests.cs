using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Editing;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Tests.Definitions.Persistence;
using Xunit;
using static GridGov.Workflow.Engine.Tests.Definitions.Persistence.DefinitionStoreFixture;

namespace GridGov.Workflow.Engine.Tests.Definitions.Editing;

public sealed class EditMarkTests : IDisposable
{
    private readonly DefinitionStoreFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Save_MarkOfAnOlderDraft_IsRefusedWithWhoAndWhen()
    {
        var loaded = (await _fixture.Store.SaveAsync(Model("d", "一"), publish: false, "zhang")).Version;
        _fixture.Time.Advance(TimeSpan.FromMinutes(5));
        await _fixture.Store.SaveAsync(Marked(loaded, "s1", "二"), publish: false, "li");

        var save = () => _fixture.Store.SaveAsync(Marked(loaded, "s2", "三"), publish: false, "zhang");

        var refused = (await save.Should().ThrowAsync<DefinitionException>()).Which;
        refused.Code.Should().Be("definition.changed");
        refused.Other.Should().Be(new DefinitionEdit("二", "li", _fixture.Time.GetUtcNow()));
        refused.Message.Should().Contain("li").And.Contain("2026-08-21 16:05:00");
    }

    [Fact]
    public async Task Save_SameSession_GoesOnFromAnyOfItsMarks()
    {
        var loaded = (await _fixture.Store.SaveAsync(Model("d", "一"), publish: true, null)).Version;
        var first = (await _fixture.Store.SaveAsync(Marked(loaded, "s", "二"), publish: false, null)).Version;
        await _fixture.Store.SaveAsync(Marked(loaded, "s", "三"), publish: false, null);
        await _fixture.Store.SaveAsync(Marked(first, "s", "四"), publish: true, null);

        (await _fixture.Queries.FindVersionsAsync("d")).Select(version => version.Summary.Name).Should().Equal("四", "一");
    }

    [Fact]
    public async Task Save_WithoutAMark_IsNotChecked_AndEndsTheSession()
    {
        var loaded = (await _fixture.Store.SaveAsync(Model("d", "一"), publish: false, null)).Version;
        await _fixture.Store.SaveAsync(Marked(loaded, "s", "二"), publish: false, null);
        await _fixture.Store.SaveAsync(Model("d", "导入"), publish: false, null);

        var save = () => _fixture.Store.SaveAsync(Marked(loaded, "s", "三"), publish: false, null);

        await save.Should().ThrowAsync<DefinitionException>();
    }

    [Fact]
    public async Task Save_UnchangedContent_WritesNothing()
    {
        var first = (await _fixture.Store.SaveAsync(Model("d", "一", more: ""","customProperties":{}"""), publish: false, "zhang")).Version;
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));

        var again = (await _fixture.Store.SaveAsync(Marked(first, "s", "一"), publish: false, "li")).Version;

        again.Summary.SavedAt.Should().Be(first.Summary.SavedAt);
        again.Summary.SavedBy.Should().Be("zhang");
        again.Document.ToString().Should().NotContain(EditMark.Key);
    }

    private static WorkflowDocument Marked(DefinitionVersion loaded, string session, string name)
    {
        var model = JsonObject.Create(loaded.Document.Json)!;
        model["name"] = name;
        EditMark.For(loaded, session).PutOn(model);
        return WorkflowDocument.Parse(model.ToJsonString());
    }
}
