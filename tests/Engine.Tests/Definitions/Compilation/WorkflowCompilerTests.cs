using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Tests.Execution;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Compilation;

public sealed class WorkflowCompilerTests
{
    private readonly InMemoryShell _shell = new();

    [Fact]
    public void Compile_MissingIdsAndStaleNodeIds_AreMadeAnew()
    {
        var root = Wf.Sequence("root", Nameless("WriteLine"), Wf.Write("WriteLine1"), Nameless("WriteLine"));
        root["nodeId"] = "Other:root";

        var graph = Compile(Wf.Definition(root)).Graph!;

        graph.Nodes.Keys.Should().BeEquivalentTo("Workflow1", "Workflow1:root", "Workflow1:root:WriteLine2", "Workflow1:root:WriteLine1", "Workflow1:root:WriteLine3");
    }

    [Fact]
    public void Compile_DuplicateIds_MakeNoGraph()
    {
        var result = Compile(Wf.Definition(Wf.Sequence("root", Wf.Write("a"), Wf.Write("a"))));

        result.Graph.Should().BeNull();
        result.Faults.Should().ContainSingle().Which.Should().Match<DefinitionFault>(fault => fault.Code == "activity.duplicate-id" && fault.ActivityId == "a" && fault.Severity == FaultSeverity.Error);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"x\"")]
    public void Compile_NoRoot_MakesNoGraph(string root)
    {
        var definition = JsonNode.Parse(Wf.Definition(Wf.Sequence("root")))!;
        definition["root"] = JsonNode.Parse(root);

        var result = Compile(definition.ToJsonString());

        result.Graph.Should().BeNull();
        result.Faults.Should().ContainSingle().Which.Code.Should().Be("definition.no-root");
    }

    [Theory]
    [InlineData("""[{ "source": { "activity": "a", "port": "Done" }, "target": { "activity": "b", "port": "In" } }]""")]
    [InlineData("""[{ "source": "a", "sourcePort": "Done", "target": "b", "targetPort": "In" }]""")]
    [InlineData("""[{ "Source": { "Activity": "a", "Port": null }, "Target": { "Activity": "b" } }]""")]
    [InlineData("""{ "source": { "activity": "a" }, "target": { "activity": "b" } }""")]
    [InlineData("""{ "$values": [{ "source": "a", "target": "b" }] }""")]
    public void Compile_OldConnectionShapes_AreRead(string connections)
    {
        var root = Wf.Flowchart("flow", [Wf.Write("a"), Wf.Write("b")]);
        root["connections"] = JsonNode.Parse(connections);

        _shell.Publish(Wf.Definition(root));
        _shell.Start("def");

        _shell.Lines.Should().Equal("a", "b");
    }

    [Fact]
    public void Compile_BrokenConnections_AreDroppedWithAWarningEach()
    {
        var root = Wf.Flowchart("flow", [Wf.Write("a"), Wf.Write("b")], "a -> b", "a -> gone", "gone -> b", "a.Maybe -> b", "a -> b");

        var result = Compile(Wf.Definition(root));

        result.Graph.Should().NotBeNull();
        result.Faults.Select(fault => (fault.Code, fault.Field, fault.Severity)).Should().Equal(
            ("connection.unknown-activity", "connections[1].target.activity", FaultSeverity.Warning),
            ("connection.unknown-activity", "connections[2].source.activity", FaultSeverity.Warning),
            ("connection.unknown-port", "connections[3].source.port", FaultSeverity.Warning),
            ("connection.duplicate", "connections[4]", FaultSeverity.Warning));
    }

    [Fact]
    public void Compile_UnknownType_WarnsAndFaultsWhenReached()
    {
        var result = Compile(Wf.Definition(Wf.Sequence("root", Wf.Write("a"), Wf.Activity("p", "Old.Pigeon"))));

        result.Faults.Should().ContainSingle().Which.Should().Match<DefinitionFault>(fault => fault.Code == "activity.unknown-type" && fault.Severity == FaultSeverity.Warning);
        var id = _shell.Start("def");
        _shell.State(id).Incidents.Should().ContainSingle().Which.Code.Should().Be("activity.unknown-type");
    }

    [Fact]
    public void Compile_PlaceholderOfATypeThatExistsAgain_IsRestored()
    {
        var placeholder = Wf.Activity("p", "NotFoundActivity", ("originalActivityJson", Wf.Write("p", "back").ToJsonString()));

        _shell.Publish(Wf.Definition(Wf.Sequence("root", placeholder)));
        _shell.Start("def");

        _shell.Lines.Should().Equal("back");
    }

    [Fact]
    public void Compile_VersionThatNoTypeHas_IsNormalised()
    {
        var write = Wf.Write("w");
        write["version"] = 7;

        Compile(Wf.Definition(Wf.Sequence("root", write))).Graph!.Node("Workflow1:root:w").Version.Should().Be(1);
    }

    [Theory]
    [InlineData("""{ "customProperties": { "canStartWorkflow": true } }""", true)]
    [InlineData("""{ "canStartWorkflow": true }""", true)]
    [InlineData("""{ "customProperties": { "CanStartWorkflow": true } }""", true)]
    [InlineData("""{ "customProperties": { "canStartWorkflow": false }, "canStartWorkflow": true }""", false)]
    [InlineData("{}", false)]
    public void Compile_CanStartWorkflow_IsReadFromEitherPlace(string members, bool expected)
    {
        var @event = Wf.Event("e", "E");
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject()) @event[name] = value?.DeepClone();

        Compile(Wf.Definition(Wf.Sequence("root", @event))).Graph!.Node("Workflow1:root:e").CanStartWorkflow.Should().Be(expected);
    }

    [Fact]
    public void Compile_VariableDefaults_AreConvertedAndBadOnesReported()
    {
        var result = Compile(Wf.Definition(
            Wf.Sequence("root"), more: Wf.With(Wf.Variable("a", "A", "Int32", "5"), Wf.Variable("b", "B", "Int32", 6), Wf.Variable("c", "C", "Int32", "six"))));

        result.Faults.Should().ContainSingle().Which.Should().Match<DefinitionFault>(fault => fault.Code == "variable.default" && fault.Field == "variables[C].value");
        result.Graph!.Root.InitialVariables.Select(slot => slot.Value.GetRawText()).Should().Equal("5", "6", "null");
    }

    [Fact]
    public void Compile_WorkflowAsActivity_IsInlinedBelowItsUser()
    {
        _shell.Publish(Wf.Definition(Wf.Sequence("croot", Wf.Write("w")), "child", definition =>
        {
            definition["name"] = "My Step";
            definition["outcomes"] = new JsonArray("One");
            definition["options"] = new JsonObject { ["usableAsActivity"] = true };
        }));

        var graph = Compile(Wf.Definition(Wf.Sequence("root", Wf.Activity("s", "MyStep").With("type", "MyStep")))).Graph!;

        graph.Nodes.Keys.Should().Contain("Workflow1:root:s:croot:w");
        var step = graph.Node("Workflow1:root:s");
        step.Activity.PossibleOutcomes(step).Should().BeEquivalentTo("One", "Done");
    }

    [Theory]
    [InlineData("""{ "gridgov": { "lifecycle": true } }""", null, true, IncidentStrategy.ContinueWithIncidents)]
    [InlineData("""{ "gridgov": { "lifecycle": true } }""", "FaultStrategy", true, IncidentStrategy.Fault)]
    [InlineData("{}", "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", false, IncidentStrategy.ContinueWithIncidents)]
    [InlineData("{}", null, false, IncidentStrategy.Fault)]
    public void Compile_StrategyAndTag_AreRead(string customProperties, string? strategy, bool isLifecycle, IncidentStrategy expected)
    {
        var graph = Compile(Wf.Definition(Wf.Sequence("root"), more: definition =>
        {
            definition["customProperties"] = JsonNode.Parse(customProperties);
            definition["options"] = new JsonObject { ["incidentStrategyType"] = strategy };
        })).Graph!;

        (graph.IsLifecycle, graph.IncidentStrategy).Should().Be((isLifecycle, expected));
    }

    private CompilationResult Compile(string definition) => _shell.Compiler.Compile(_shell.Definitions.Publish(definition));

    private static JsonObject Nameless(string type)
    {
        var activity = Wf.Activity("", type);
        activity.Remove("id");
        return activity;
    }
}
