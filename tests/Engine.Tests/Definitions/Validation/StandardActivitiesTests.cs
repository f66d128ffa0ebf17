using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Descriptors;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Validation;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.Tests.Definitions.Documents;
using Microsoft.Extensions.Options;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Validation;

/// <summary>The rules with the real compiler and the standard activities.</summary>
public sealed class StandardActivitiesTests
{
    private static readonly ActivityRegistry Registry = new(StandardActivities.Create());

    [Theory]
    [InlineData("flowchart")]
    [InlineData("race")]
    [InlineData("sequence")]
    public void Validate_Examples_FindsNothing(string example) => Validate(ExampleFiles.Document(example)).Should().BeEmpty();

    [Fact]
    public void Validate_EveryKnownFile_RefusesOnlyWhatIsMeantToBeWrong()
    {
        // "是/否" without the blanks of the case label, to show that ports match exactly.
        string[] wrongPorts = ["fork-chinese-branches-match.json"];
        foreach (var file in ExampleFiles.All().Where(file => !wrongPorts.Contains(Path.GetFileName(file))))
        {
            var errors = Validate(WorkflowDocument.Parse(File.ReadAllText(file))).Where(fault => fault.Severity == FaultSeverity.Error);
            errors.Should().NotContain(fault => !fault.Code.StartsWith("expression.", StringComparison.Ordinal), file);
        }
    }

    [Fact]
    public void Validate_SwitchAndForkPorts_FollowTheirSettings()
    {
        var faults = Validate(WorkflowDocument.Parse("""
            {"id":"v","definitionId":"d","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"s","type":"Elsa.FlowSwitch","version":1,"cases":[{"label":"甲","condition":{"type":"Literal","value":"true"}}]},
              {"id":"k","type":"Elsa.FlowFork","version":1,"branches":{"typeName":"List<String>","expression":{"type":"Object","value":"[\"东\",\"西\"]"}}},
              {"id":"w","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"CSharp","value":"1"}}}],
             "connections":[
              {"source":{"activity":"s","port":"甲"},"target":{"activity":"k","port":"In"}},
              {"source":{"activity":"s","port":"Default"},"target":{"activity":"w","port":"In"}},
              {"source":{"activity":"s","port":"乙"},"target":{"activity":"w","port":"In"}},
              {"source":{"activity":"k","port":"东"},"target":{"activity":"w","port":"In"}},
              {"source":{"activity":"k","port":"北"},"target":{"activity":"w","port":"In"}}]}}
            """));

        faults.Where(fault => fault.Code == "connection.unknown-port").Select(fault => (fault.Severity, fault.Value)).Should().Equal(
            (FaultSeverity.Error, "乙"), (FaultSeverity.Error, "北"));
        faults.Should().Contain(fault => fault.Severity == FaultSeverity.Error && fault.ActivityId == "w" && fault.Field == "text");
    }

    [Fact]
    public void Validate_FindingsOfCompilerAndRules_AreReportedOnce()
    {
        var faults = Validate(WorkflowDocument.Parse("""
            {"id":"v","definitionId":"d","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{"id":"p","type":"Acme.Pigeon","version":3}],
             "connections":[{"source":{"activity":"p","port":"Done"},"target":{"activity":"gone","port":"In"}}]}}
            """));

        faults.Select(fault => fault.Code).Should().BeEquivalentTo("activity.unknown-type", "connection.unknown-activity");
    }

    [Fact]
    public void Activities_OfTheStandardSet_CoverTheContract()
    {
        var descriptors = WorkflowTypeDescriptors.Activities(Registry, []);

        descriptors.Select(descriptor => descriptor.TypeName).Should().OnlyHaveUniqueItems()
            .And.Contain(["Elsa.Workflow", "Elsa.Flowchart", "Elsa.Sequence", "Elsa.NotFoundActivity", "Elsa.FlowJoin", "Elsa.RunJavaScript"]);
        descriptors.Should().OnlyContain(descriptor => descriptor.Version == 1 && descriptor.Category.Length > 0 && descriptor.Name.Length > 0);
        descriptors.Single(descriptor => descriptor.TypeName == "Elsa.FlowDecision").Ports.Select(port => port.Name).Should().Equal("True", "False");
        descriptors.Single(descriptor => descriptor.TypeName == "Elsa.If").Ports.Where(port => port.Type == "Embedded").Select(port => port.Name)
            .Should().Equal("Then", "Else");
        descriptors.SelectMany(descriptor => descriptor.Inputs).Should().OnlyContain(input => TypeAliases.IsKnown(input.TypeName));
        descriptors.Where(descriptor => descriptor.Kind == "Trigger").Select(descriptor => descriptor.TypeName)
            .Should().Contain(["Elsa.Event", "Elsa.Timer", "Elsa.Cron", "Elsa.StartAt"]);
    }

    private static IReadOnlyList<DefinitionFault> Validate(WorkflowDocument document)
    {
        var compiler = new WorkflowCompiler(Registry, new ExpressionCompiler(new ValueConverter(), Options.Create(new ExpressionOptions())), new ValueConverter());
        var validator = new DefinitionValidator(
            compiler, Registry,
            [new ActivityRule(), new ConnectionRule(), new ReachabilityRule(), new ArgumentRule(), new VariableRule(), new TriggerRule()]);
        return validator.Validate(new DefinitionContent("hash", document.Json, new Dictionary<string, DefinitionContent>())).Faults;
    }
}
