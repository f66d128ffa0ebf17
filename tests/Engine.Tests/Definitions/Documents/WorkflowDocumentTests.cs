using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions.Documents;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Documents;

public sealed class WorkflowDocumentTests
{
    private const string Minimal = """{"id":"v1","definitionId":"d","name":"受理","version":1,"root":{"id":"f","type":"Elsa.Flowchart","version":1}}""";

    [Fact]
    public void Parse_EveryKnownFile_LosesNothingButNodeIds()
    {
        var files = ExampleFiles.All().ToList();
        files.Should().HaveCountGreaterThanOrEqualTo(3);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            var document = WorkflowDocument.Parse(text);
            var again = WorkflowDocument.Parse(document.ToString());

            Stripped(document.ToString()).Should().Be(Stripped(text), file);
            again.ToString().Should().Be(document.ToString(), file);
        }
    }

    [Fact]
    public void Parse_UnknownMembersAndNumbers_KeepOrderAndText()
    {
        var text = """{"zzz":{"b":1.0,"a":1e3,"c":12345678901234567890.10},"name":"案件🚧<&>","root":{"id":"f","nodeId":"Workflow1:f","type":"Acme.Pigeon","version":3,"加密":[true,null]},"aaa":0.10}""";

        WorkflowDocument.Parse(text).ToString().Replace("\\uD83D\\uDEA7", "🚧", StringComparison.Ordinal).Should().Be(text);
    }

    [Fact]
    public void Parse_OtherCasing_GivesExactNames()
    {
        var document = WorkflowDocument.Parse("""{"DefinitionId":"d","Name":"n","IsReadOnly":true,"ROOT":{"id":"f","type":"Elsa.Sequence"},"Custom":1}""");

        document.ToString().Should().Be(
            """{"definitionId":"d","name":"n","isReadonly":true,"root":{"id":"f","nodeId":"Workflow1:f","type":"Elsa.Sequence","version":1},"Custom":1}""");
    }

    [Fact]
    public void Parse_MissingIds_AreGeneratedLikeElsa()
    {
        var document = WorkflowDocument.Parse("""
            {"root":{"type":"Elsa.Sequence","activities":[
              {"type":"Elsa.WriteLine","version":1},
              {"id":"WriteLine2","type":"Elsa.WriteLine","version":1},
              {"id":"","type":"Elsa.WriteLine","version":1},
              {"id":"s","type":"Elsa.Switch","version":1,"cases":[{"label":"A","activity":{"type":"Elsa.WriteLine","version":1}}]}]}}
            """);

        document.Activities.Select(activity => activity.NodeId).Should().Equal(
            "Workflow1:Sequence1", "Workflow1:Sequence1:WriteLine1", "Workflow1:Sequence1:WriteLine2", "Workflow1:Sequence1:WriteLine3",
            "Workflow1:Sequence1:s", "Workflow1:Sequence1:s:WriteLine4");
    }

    [Fact]
    public void Parse_StaleNodeId_IsComputedAnew()
    {
        var document = WorkflowDocument.Parse("""{"root":{"id":"f","nodeId":"Workflow1:other","type":"Elsa.Flowchart","version":1}}""");

        document.Root.GetProperty("nodeId").GetString().Should().Be("Workflow1:f");
    }

    [Theory]
    [InlineData("""[{"source":"a","sourcePort":"Done","target":"b","targetPort":"In"}]""")]
    [InlineData("""[{"Source":{"Activity":"a","Port":"Done"},"Target":{"Activity":"b","Port":"In"}}]""")]
    [InlineData("""{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}""")]
    [InlineData("""{"$values":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]}""")]
    public void Parse_OldConnectionShapes_BecomeTodays(string connections)
    {
        var document = WorkflowDocument.Parse($$$"""{"root":{"id":"f","type":"Elsa.Flowchart","version":1,"connections":{{{connections}}}}}""");

        document.Root.GetProperty("connections").GetRawText().Should().Be(
            """[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]""");
    }

    [Fact]
    public void Parse_ServedRootOfWorkflowActivity_IsNotStored()
    {
        var document = WorkflowDocument.Parse(
            """{"root":{"id":"x","type":"Sub","version":1,"workflowDefinitionId":"d","root":{"id":"w","type":"Elsa.Workflow","version":1}}}""");

        document.Activities.Should().ContainSingle();
        document.Root.TryGetProperty("root", out _).Should().BeFalse();
    }

    [Fact]
    public void Parse_TooLarge_NamesSizeAndLimit() =>
        Refusal(new string(' ', 1024 * 1024 + 1)).Message.Should().Be("流程定义有 1048577 字节，最多允许 1048576 字节。请删减内容或拆分为子流程。");

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Parse_Depth_Ends256(int depth, bool accepted)
    {
        // The object is level 1, so the array nest has depth - 1 levels.
        var text = $$"""{"x":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""";

        if (accepted) WorkflowDocument.Parse(text).ToString().Should().Be(text);
        else Refusal(text).Code.Should().Be("definition.too-deep");
    }

    [Theory]
    [InlineData(4_999, true)]
    [InlineData(5_000, false)]
    public void Parse_Activities_EndAt5000(int children, bool accepted)
    {
        var list = string.Join(',', Enumerable.Range(0, children).Select(n => $$"""{"id":"{{n}}","type":"A","version":1}"""));
        var text = $$$"""{"root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[{{{list}}}]}}""";

        if (accepted) WorkflowDocument.Parse(text).Activities.Should().HaveCount(5_000);
        else Refusal(text).Message.Should().Be("流程定义含 5001 个活动，最多允许 5000 个。请拆分为子流程。");
    }

    [Theory]
    [InlineData("{\"a\":1,\n\"b\":}", "definition.not-json")]
    [InlineData("""{"a":1,"a":2}""", "definition.not-json")]
    [InlineData("", "definition.not-json")]
    [InlineData("[]", "definition.not-an-object")]
    public void Parse_NotADefinition_IsRefused(string text, string code) => Refusal(text).Code.Should().Be(code);

    [Fact]
    public void Members_OfExample_AreTyped()
    {
        var document = ExampleFiles.Document("sequence");

        document.DefinitionId.Should().Be("def-seq");
        document.Version.Should().Be(1);
        document.Variables.Should().ContainSingle(variable => variable.Id == "var-level" && variable.Type == "String");
        document.Inputs.Select(input => $"{input.Name}:{input.Type}").Should().Equal("CaseNo:String", "Urgent:Boolean");
        document.Outputs.Select(output => output.Name).Should().Equal("Level");
        document.Options.UsableAsActivity.Should().BeFalse();
        document.Activities.Select(activity => activity.Path).Should().Contain("root.activities[2].then.activities[0]");
    }

    [Fact]
    public void ContentHash_OrderAndAdministrativeMembers_DoNotMatter()
    {
        var one = WorkflowDocument.Parse(Minimal);
        var two = WorkflowDocument.Parse(
            """{"$schema":"x","links":[],"isLatest":true,"isPublished":true,"createdAt":"2026-01-01","toolVersion":"9","root":{"version":1,"type":"Elsa.Flowchart","id":"f"},"version":1,"name":"\u53d7\u7406","definitionId":"d","id":"v1"}""");
        var none = new Dictionary<string, string>();

        DefinitionJson.ContentHash(two.Json, none).Should().Be(DefinitionJson.ContentHash(one.Json, none)).And.MatchRegex("^[0-9a-f]{64}$");
        DefinitionJson.ContentHash(one.Json, new Dictionary<string, string> { ["Sub@1"] = "ab" }).Should().NotBe(DefinitionJson.ContentHash(one.Json, none));
        DefinitionJson.ContentHash(one.Edit(copy => copy["name"] = "x").Json, none).Should().NotBe(DefinitionJson.ContentHash(one.Json, none));
    }

    private static DefinitionException Refusal(string text)
    {
        var act = () => WorkflowDocument.Parse(text);
        var error = act.Should().Throw<DefinitionException>().Which;
        error.Kind.Should().Be(DefinitionErrorKind.Format);
        return error;
    }

    /// <summary>The text without white space and without the computed nodeId members, order and number text kept.</summary>
    private static string Stripped(string text)
    {
        var node = JsonNode.Parse(text)!;
        Strip(node);
        return Encoding.UTF8.GetString(DefinitionJson.Write(node));
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Strip(item);
        }
        else if (node is JsonObject json)
        {
            json.Remove("nodeId");
            foreach (var (_, value) in json.ToList()) Strip(value);
        }
    }
}
