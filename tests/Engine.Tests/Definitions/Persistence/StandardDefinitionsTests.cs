using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Versioning;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.Tests.Definitions.Documents;
using Microsoft.Extensions.Options;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Persistence;

/// <summary>The store with the real compiler and the standard activities, over every known definition.</summary>
public sealed class StandardDefinitionsTests : IDisposable
{
    private static readonly ActivityRegistry Registry = new(StandardActivities.Create());

    private static readonly WorkflowCompiler Compiler =
        new(Registry, new ExpressionCompiler(new ValueConverter(), Options.Create(new ExpressionOptions())), new ValueConverter());

    private readonly DefinitionStoreFixture _fixture = new(Registry, Compiler);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Publish_EveryKnownFile_GivesAContentThatCompiles()
    {
        // An unknown expression type, and a port that differs from the case label by blanks: refused here, unlike in Elsa.
        string[] refused = ["expression-unknown-type.json", "fork-chinese-branches-match.json"];
        foreach (var file in ExampleFiles.All())
        {
            var document = WorkflowDocument.Parse(await File.ReadAllTextAsync(file));
            var publish = () => _fixture.Store.SaveAsync(document, publish: true, null);
            if (refused.Contains(Path.GetFileName(file)))
            {
                (await publish.Should().ThrowAsync<DefinitionException>(file)).Which.Kind.Should().Be(DefinitionErrorKind.Invalid);
                continue;
            }

            var saved = await publish();
            var hash = await _fixture.Queries.FindContentHashAsync(document.DefinitionId!);
            var content = (await _fixture.Queries.FindAsync(hash!))!;
            var compiled = Compiler.Compile(content);

            compiled.Graph.Should().NotBeNull(file);
            compiled.Graph!.ContentHash.Should().Be(saved.Version.Summary.ContentHash);
            compiled.Faults.Should().NotContain(fault => fault.Severity == FaultSeverity.Error, file);
            foreach (var activity in saved.Version.Document.Activities)
            {
                compiled.Graph.Nodes.Should().ContainKey(activity.NodeId, "the document's node ids are those of the graph");
            }
        }
    }

    [Fact]
    public async Task Publish_WorkflowWithOutcomes_ChecksThePortsOfItsUses()
    {
        await _fixture.Store.SaveAsync(DefinitionStoreFixture.Model("sub", "Sub", more: """,  "outcomes":["通过"],"options":{"usableAsActivity":true}"""), true, null);
        const string Flow = """
            {"definitionId":"main","name":"主","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"s","type":"Sub","version":1},{"id":"w","type":"Elsa.WriteLine","version":1}],
             "connections":[{"source":{"activity":"s","port":"PORT"},"target":{"activity":"w","port":"In"}}]}}
            """;

        var good = await _fixture.Store.SaveAsync(WorkflowDocument.Parse(Flow.Replace("PORT", "通过", StringComparison.Ordinal)), true, null);
        var bad = () => _fixture.Store.SaveAsync(WorkflowDocument.Parse(Flow.Replace("PORT", "退回", StringComparison.Ordinal)), true, null);

        good.Warnings.Should().BeEmpty();
        (await bad.Should().ThrowAsync<DefinitionException>()).Which.Message.Should().Be(
            "流程定义“主”有 1 处错误，不能发布：活动“s”没有出口“退回”，可用的出口：“通过”、“Done”。");
        (await _fixture.Store.GetContentAsync("main", VersionOptions.Published)).Pins.Should().ContainKey("Sub@1");
    }
}
