using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Validation;
using GridGov.Workflow.Engine.Tests.Definitions.Documents;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Validation;

public sealed class DefinitionValidatorTests
{
    private static readonly SampleRegistry Registry = new();

    [Theory]
    [InlineData("flowchart")]
    [InlineData("race")]
    [InlineData("sequence")]
    public void Validate_Examples_OnlyTypesMissingHereAreReported(string example) =>
        Faults(ExampleFiles.Text(example)).Should().OnlyContain(fault => fault.Code == "activity.unknown-type");

    [Fact]
    public void Validate_UnknownPort_NamesThePossibleOnes()
    {
        var faults = Faults(Flow(
            """{"id":"d","type":"Elsa.FlowDecision","version":1},{"id":"w","type":"Elsa.WriteLine","version":1}""", "d:Yes>w"));

        faults.Should().Equal(new DefinitionFault(
            FaultSeverity.Error, "connection.unknown-port", "f", "connections[0].source.port", "Yes", "活动“d”没有出口“Yes”，可用的出口：“True”、“False”。"));
    }

    [Fact]
    public void Validate_PortsOfFork_FollowItsBranches()
    {
        var fork = """{"id":"k","type":"Elsa.FlowFork","version":1,"branches":{"typeName":null,"expression":{"type":"Object","value":"[\"甲\"]"}}},{"id":"w","type":"Elsa.WriteLine","version":1}""";

        Faults(Flow(fork, "k:甲>w")).Should().BeEmpty();
        Faults(Flow(fork, "k:乙>w")).Should().ContainSingle(fault => fault.Code == "connection.unknown-port" && fault.Value == "乙");
    }

    [Fact]
    public void Validate_PortsOfWorkflowAsActivity_AreItsOutcomesAndDone()
    {
        var text = Flow("""{"id":"s","type":"Sub","version":2},{"id":"w","type":"Elsa.WriteLine","version":1}""", "s:退回>w", "s:Done>w", "s:Other>w");
        var sub = Content(WorkflowDocument.Parse(
            """{"id":"sv","definitionId":"sub","outcomes":["退回"],"root":{"id":"x","type":"Elsa.Start","version":1}}"""));

        Validate(Content(WorkflowDocument.Parse(text), ("Sub@2", sub))).Faults.Should().ContainSingle()
            .Which.Message.Should().Be("活动“s”没有出口“Other”，可用的出口：“退回”、“Done”。");
    }

    [Fact]
    public void Validate_MissingEnds_AreWarnings()
    {
        var faults = Faults(Flow("""{"id":"w","type":"Elsa.WriteLine","version":1}""", "w:Done>gone", "away:Done>w"));

        faults.Should().OnlyContain(fault => fault.Severity == FaultSeverity.Warning && fault.Code == "connection.unknown-activity");
        faults.Select(fault => fault.Field).Should().Equal("connections[0].target.activity", "connections[1].source.activity");
        faults[0].Message.Should().Be("连线的终点“gone”不在此流程图中，该连线会被忽略。");
    }

    [Fact]
    public void Validate_Unreachable_IsAWarning()
    {
        var nodes = """{"id":"a","type":"Elsa.Start","version":1},{"id":"b","type":"Elsa.WriteLine","version":1},{"id":"c","type":"Elsa.WriteLine","version":1}""";

        Faults(Flow(nodes, "a:Done>b", "c:Done>c")).Should().ContainSingle(
            fault => fault.Code == "activity.unreachable" && fault.ActivityId == "c" && fault.Severity == FaultSeverity.Warning);
    }

    [Fact]
    public void Validate_SecondStartTrigger_IsReachable()
    {
        const string Trigger = """{"id":"e","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":"上报"}""";

        Faults(Flow("""{"id":"a","type":"Elsa.Start","version":1},""" + Trigger)).Should().BeEmpty();
    }

    [Fact]
    public void Validate_DuplicateIds_NamesTheirPlaces()
    {
        var faults = Faults(Flow("""{"id":"a","type":"Elsa.Start","version":1},{"id":"a","type":"Elsa.Start","version":1}"""));

        faults.Should().ContainSingle(fault => fault.Code == "activity.duplicate-id")
            .Which.Message.Should().Be("活动标识“a”重复出现：root.activities[0]、root.activities[1]。同一流程内的活动标识必须唯一。");
    }

    [Fact]
    public void Validate_DuplicateInputsAndOutputs_AreErrors()
    {
        var faults = Faults("""
            {"id":"v","definitionId":"d","inputs":[{"name":"a","type":"String"},{"name":"a","type":"String"}],
             "outputs":[{"name":"b","type":"String"},{"name":"c","type":"String"},{"name":"b","type":"String"}],"root":{"id":"r","type":"Elsa.Start","version":1}}
            """);

        faults.Select(fault => (fault.Severity, fault.Code, fault.Field)).Should().Equal(
            (FaultSeverity.Error, "input.duplicate-name", "inputs[1].name"), (FaultSeverity.Error, "output.duplicate-name", "outputs[2].name"));
    }

    [Fact]
    public void Validate_NoRoot_IsAnError() =>
        Faults("""{"id":"v","definitionId":"d","name":"空"}""").Should().ContainSingle(fault => fault.Code == "definition.no-root");

    [Theory]
    [InlineData("0 */5 * * * *", true)]
    [InlineData("*/5 * * * *", true)]
    [InlineData("0 0 9 ? * MON-FRI", true)]
    [InlineData("61 * * * *", false)]
    [InlineData("* * *", false)]
    [InlineData("每天", false)]
    public void Validate_Cron_TakesFiveOrSixFields(string cron, bool valid)
    {
        var wrapped = $$$"""{"typeName":null,"expression":{"type":"Literal","value":"{{{cron}}}"}}""";

        foreach (var value in new[] { wrapped, $"\"{cron}\"" })
        {
            var faults = Faults(Flow($$"""{"id":"c","type":"Elsa.Cron","version":1,"cronExpression":{{value}}}"""));
            if (valid) faults.Should().BeEmpty();
            else faults.Should().ContainSingle(fault => fault.Code == "cron.invalid" && fault.Value == cron && fault.Field == "cronExpression");
        }
    }

    [Fact]
    public void Validate_CronByScript_IsLeftToTheRun() => Faults(Flow(
        """{"id":"c","type":"Elsa.Cron","version":1,"cronExpression":{"typeName":"String","expression":{"type":"JavaScript","value":"x"}}}""")).Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData(",\"eventName\":null")]
    [InlineData(",\"eventName\":{\"typeName\":\"String\",\"expression\":{\"type\":\"Literal\",\"value\":\" \"}}")]
    public void Validate_StartTriggerWithoutPayload_IsAnError(string member) =>
        Faults(Flow($$$"""{"id":"e","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true}{{{member}}}}"""))
            .Should().ContainSingle(fault => fault.Code == "trigger.no-payload" && fault.Severity == FaultSeverity.Error);

    [Fact]
    public void Validate_Variables_MustBeKnown()
    {
        var faults = Faults("""
            {"id":"v","definitionId":"d","variables":[{"id":"v1","name":"甲","typeName":"Acme.Thing, Acme"},{"id":"v2","name":"乙","typeName":"List<String>"}],
             "outputs":[{"name":"结果","type":"String"}],
             "root":{"id":"r","type":"Elsa.Sequence","version":1,"variables":[{"id":"inner","name":"丙","typeName":"Int32?"}],"activities":[
               {"id":"s1","type":"Elsa.SetVariable","version":1,"variable":{"id":"v1"}},
               {"id":"s2","type":"Elsa.SetVariable","version":1,"variable":{"id":"inner"}},
               {"id":"s3","type":"Elsa.SetVariable","version":1,"variable":{"id":"v9"}},
               {"id":"s4","type":"Elsa.SetVariable","version":1},
               {"id":"e1","type":"Elsa.Event","version":1,"result":{"typeName":"Object","memoryReference":{"id":"结果"}}},
               {"id":"e2","type":"Elsa.Event","version":1,"result":{"typeName":"Object","memoryReference":{"id":"没有"}}},
               {"id":"e3","type":"Elsa.Event","version":1,"result":{"typeName":"Object","memoryReference":null}}]}}
            """);

        faults.Should().OnlyContain(fault => fault.Severity == FaultSeverity.Warning);
        faults.Select(fault => (fault.Code, fault.ActivityId, fault.Value)).Should().Equal(
            ("variable.unknown-type", null, "Acme.Thing, Acme"),
            ("variable.unknown-id", "s3", "v9"),
            ("variable.not-chosen", "s4", null),
            ("output.unknown-target", "e2", "没有"));
        faults[3].Message.Should().Be("输出绑定到“没有”，但此处既没有该标识的变量，也没有该名称的流程输出。可用：“v1”、“v2”、“inner”、“结果”。");
    }

    [Fact]
    public void Validate_FaultsOfTheCompiler_AreIncluded()
    {
        var fault = new DefinitionFault(FaultSeverity.Error, "expression.syntax", "w", "text", "{{", "…");
        var compiler = new SampleCompiler(Registry);
        compiler.Faults.Add(fault);
        var validator = new DefinitionValidator(compiler, Registry, Rules);

        validator.Validate(Content(WorkflowDocument.Parse(Flow("""{"id":"c","type":"Elsa.Cron","version":1,"cronExpression":"x"}""")))).Faults
            .Select(found => found.Code).Should().Equal("expression.syntax", "cron.invalid");
    }

    [Fact]
    public void Validate_Lifecycle_TurnsWarningsIntoErrors()
    {
        var flow = Flow("""{"id":"p","type":"Acme.Pigeon","version":3}""");
        var lifecycle = flow.Replace("\"definitionId\":\"d\"", "\"definitionId\":\"d\",\"customProperties\":{\"gridgov.lifecycle\":true}", StringComparison.Ordinal);

        Validate(Content(WorkflowDocument.Parse(flow))).HasErrors.Should().BeFalse();
        Validate(Content(WorkflowDocument.Parse(lifecycle))).Faults.Should().ContainSingle()
            .Which.Severity.Should().Be(FaultSeverity.Error);
    }

    [Fact]
    public void Validate_RulesOfOthers_Run()
    {
        var validator = new DefinitionValidator(new SampleCompiler(Registry), Registry, [.. Rules, new NameRule()]);

        validator.Validate(Content(WorkflowDocument.Parse(Flow("""{"id":"a","type":"Elsa.Start","version":1}""")))).Faults
            .Should().ContainSingle(fault => fault.Code == "test.name");
    }

    private static readonly IDefinitionRule[] Rules =
        [new ActivityRule(), new ConnectionRule(), new ReachabilityRule(), new ArgumentRule(), new VariableRule(), new TriggerRule()];

    private static IReadOnlyList<DefinitionFault> Faults(string text) => Validate(Content(WorkflowDocument.Parse(text))).Faults;

    private static DefinitionValidation Validate(DefinitionContent content) =>
        new DefinitionValidator(new SampleCompiler(Registry), Registry, Rules).Validate(content);

    private static DefinitionContent Content(WorkflowDocument document, params (string Key, DefinitionContent Pin)[] pins) =>
        new("hash", document.Json, pins.ToDictionary(pin => pin.Key, pin => pin.Pin));

    /// <summary>A flowchart; connections as <c>source:port&gt;target</c>.</summary>
    private static string Flow(string activities, params string[] connections)
    {
        var list = connections.Select(text => text.Split(':', '>')).Select(part =>
            $$$"""{"source":{"activity":"{{{part[0]}}}","port":"{{{part[1]}}}"},"target":{"activity":"{{{part[2]}}}","port":"In"}}""");
        return $$$"""{"id":"v","definitionId":"d","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{{{activities}}}],"connections":[{{{string.Join(',', list)}}}]}}""";
    }

    private sealed class NameRule : IDefinitionRule
    {
        public IEnumerable<DefinitionFault> Check(DefinitionRuleContext context)
        {
            if (context.Document.Name is null) yield return new DefinitionFault(FaultSeverity.Error, "test.name", null, "name", null, "no name");
        }
    }
}
