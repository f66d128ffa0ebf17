using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions.Documents;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Documents;

public sealed class NotFoundPlaceholdersTests
{
    private const string Text = """
        {"definitionId":"d","root":{"id":"f","nodeId":"Workflow1:f","type":"Elsa.Flowchart","version":1,"customProperties":{"notFoundConnections":[]},"activities":[
        {"id":"p","nodeId":"Workflow1:f:p","name":"信鸽","type":"Acme.Pigeon","version":3,"metadata":{"designer":{"position":{"x":1.50,"y":2}},"displayText":"放飞"},"body":{"id":"in","nodeId":"Workflow1:f:p:in","type":"Elsa.WriteLine","version":1},"加":1.0},
        {"id":"w","nodeId":"Workflow1:f:w","type":"Elsa.WriteLine","version":1}],
        "connections":[{"source":{"activity":"p","port":"飞到"},"target":{"activity":"w","port":"In"}}]}}
        """;

    [Fact]
    public void Substitute_UnknownType_CarriesTheOriginal()
    {
        var shown = NotFoundPlaceholders.Substitute(WorkflowDocument.Parse(Text), json => json.GetProperty("type").GetString() != "Acme.Pigeon");
        var placeholder = shown.Activities.Single(activity => activity.Id == "p");

        placeholder.Type.Should().Be("Elsa.NotFoundActivity");
        placeholder.Version.Should().Be(1);
        placeholder.NodeId.Should().Be("Workflow1:f:p");
        placeholder.Json.GetProperty("missingTypeName").GetString().Should().Be("Acme.Pigeon");
        placeholder.Json.GetProperty("missingTypeVersion").GetInt32().Should().Be(3);
        placeholder.Json.GetProperty("metadata").GetProperty("displayText").GetString().Should().Be("未找到：Acme.Pigeon");
        placeholder.Json.GetProperty("metadata").GetProperty("designer").GetProperty("position").GetProperty("x").GetRawText().Should().Be("1.50");
        shown.Root.GetProperty("connections").GetArrayLength().Should().Be(0, "the placeholder has no such port to draw it from");
    }

    [Fact]
    public void Parse_OfPlaceholders_RestoresTheOriginal()
    {
        var original = WorkflowDocument.Parse(Text);
        var shown = NotFoundPlaceholders.Substitute(original, json => json.GetProperty("type").GetString() != "Acme.Pigeon");

        WorkflowDocument.Parse(shown.ToString()).ToString().Should().Be(original.ToString());
    }

    [Fact]
    public void Parse_OfMovedAndCopiedPlaceholder_KeepsIdAndPosition()
    {
        var shown = NotFoundPlaceholders.Substitute(WorkflowDocument.Parse(Text), json => json.GetProperty("type").GetString() != "Acme.Pigeon");
        var edited = JsonNode.Parse(shown.ToString())!;
        edited["root"]!["activities"]![0]!["id"] = "p2";
        edited["root"]!["activities"]![0]!["metadata"]!["designer"]!["position"]!["x"] = 9;

        var pigeon = WorkflowDocument.Parse(edited.ToJsonString()).Activities.Single(activity => activity.Type == "Acme.Pigeon");

        pigeon.NodeId.Should().Be("Workflow1:f:p2");
        pigeon.Json.GetProperty("metadata").GetProperty("designer").GetProperty("position").GetProperty("x").GetInt32().Should().Be(9);
        pigeon.Json.GetProperty("metadata").GetProperty("displayText").GetString().Should().Be("放飞");
    }

    [Fact]
    public void Substitute_AllKnown_ReturnsTheSameDocument()
    {
        var document = WorkflowDocument.Parse(Text);

        NotFoundPlaceholders.Substitute(document, _ => true).Should().BeSameAs(document);
    }
}
