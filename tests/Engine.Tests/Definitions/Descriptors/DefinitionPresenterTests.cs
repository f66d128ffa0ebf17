using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions.Descriptors;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;
using GridGov.Workflow.Engine.Tests.Definitions.Documents;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Descriptors;

public sealed class DefinitionPresenterTests
{
    private static readonly DefinitionVersion[] Workflows =
        [WorkflowTypeDescriptorsTests.Version("Sub", 1, "sub"), WorkflowTypeDescriptorsTests.Version("Sub", 3, "sub", isPublished: true)];

    [Fact]
    public void Present_EveryNode_HasADescriptor()
    {
        var version = Stored("""
            {"id":"v","definitionId":"d","customProperties":{"logPersistenceConfig":{}},"root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"a","type":"Elsa.WriteLine","version":7},
              {"id":"b","type":"Sub","version":2},
              {"id":"c","type":"OldSub","version":1,"workflowDefinitionVersionId":"sub-1"},
              {"id":"p","type":"Acme.Pigeon","version":2}]}}
            """);

        var shown = new DefinitionPresenter(new SampleRegistry(), Workflows).Present(version);

        var descriptors = WorkflowTypeDescriptors.Activities(new SampleRegistry(), Workflows)
            .Select(descriptor => (descriptor.TypeName, descriptor.Version)).Append(("Elsa.NotFoundActivity", 1)).ToHashSet();
        var activities = WorkflowDocument.Of(new("", JsonSerializer.SerializeToElement(shown), new Dictionary<string, Engine.Definitions.DefinitionContent>())).Activities.ToList();
        activities.Should().HaveCount(5).And.OnlyContain(activity => descriptors.Contains(new ValueTuple<string, int>(activity.Type, activity.Version)));
        activities.Should().OnlyContain(activity => activity.Json.GetProperty("metadata").ValueKind == JsonValueKind.Object);
        activities.Should().OnlyContain(activity => activity.Json.GetProperty("nodeId").GetString()!.StartsWith("Workflow1:f", StringComparison.Ordinal));
        var used = activities.Single(activity => activity.Id == "c").Json;
        used.GetProperty("type").GetString().Should().Be("Sub");
        used.GetProperty("workflowDefinitionId").GetString().Should().Be("sub");
        used.GetProperty("workflowDefinitionVersionId").GetString().Should().Be("sub-1");
        used.GetProperty("latestAvailablePublishedVersion").GetInt32().Should().Be(3);
        used.GetProperty("latestAvailablePublishedVersionId").GetString().Should().Be("sub-3");
        shown["customProperties"]!["logPersistenceConfig"]!["default"]!["evaluationMode"]!.GetValue<string>().Should().Be("Strategy");
        shown["variables"]!.AsArray().Should().BeEmpty();
        shown["options"]!.AsObject().Should().BeEmpty();
    }

    [Theory]
    [InlineData("sequence")]
    [InlineData("flowchart")]
    [InlineData("race")]
    public void Present_ThenSave_GivesTheStoredDocumentBack(string example)
    {
        // Some types are unknown here, so this also goes through placeholders.
        var stored = ExampleFiles.Document(example);

        var shown = new DefinitionPresenter(new SampleRegistry(), []).Present(Stored(stored.ToString()));

        WorkflowDocument.Parse(shown.ToJsonString()).ToString().Should().Be(stored.ToString());
    }

    private static DefinitionVersion Stored(string text) =>
        WorkflowTypeDescriptorsTests.Version("x", 1) with { Document = WorkflowDocument.Parse(text) };
}
