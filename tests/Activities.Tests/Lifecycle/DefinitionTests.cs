using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Validation;
using GridGov.Workflow.Engine.Tests.Execution;
using Xunit;

namespace GridGov.Workflow.Activities.Tests.Lifecycle;

/// <summary>The shipped definitions and the activities as the designer sees them.</summary>
public sealed class DefinitionTests
{
    private static readonly string[] InOrder = ["joint-meeting", "escalation-ladder", "department-handling", "satisfaction-callback", "case-lifecycle"];

    public static TheoryData<string> Ids => [.. InOrder];

    [Theory, MemberData(nameof(Ids))]
    public void Definition_IsValid(string id)
    {
        var registry = new ActivityRegistry([.. StandardActivities.Create(), .. GovernanceActivities.Create(CaseData.Default)]);
        var definitions = new TestDefinitions();
        foreach (var file in InOrder) definitions.Publish(Text(file));
        var rules = typeof(DefinitionValidator).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IDefinitionRule).IsAssignableFrom(type))
            .Select(type => (IDefinitionRule)Activator.CreateInstance(type)!);
        var validator = new DefinitionValidator(new WorkflowCompiler(registry, TestExpressions.Compiler(), TestExpressions.Converter), registry, rules);
        validator.Validate(definitions.Find(id)!).Faults.Select(fault => $"{fault.ActivityId} {fault.Field}: {fault.Message}").Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Ids))]
    public void Definition_EveryPortIsDrawn_OrTheBranchEndsOnPurpose(string id)
    {
        var root = JsonDocument.Parse(Text(id)).RootElement.GetProperty("root");
        var drawn = root.GetProperty("connections").EnumerateArray()
            .Select(connection => (connection.GetProperty("source").GetProperty("activity").GetString()!, connection.GetProperty("source").GetProperty("port").GetString()!)).ToHashSet();
        var registry = new ActivityRegistry(GovernanceActivities.Create(CaseData.Default));
        foreach (var node in root.GetProperty("activities").EnumerateArray())
        {
            if (!registry.TryGet(node.GetProperty("type").GetString()!, out var activity)) continue;
            foreach (var port in ActivityDescriptor.Of(activity).OutcomeNames)
            {
                // A reminder that was given, and a notice to another system, need nothing more: the branch beside them goes on.
                if (port == "Reminded" || activity is EndpointCall || (activity is Escalation.Escalate && port == "Reassigned" && node.GetProperty("id").GetString() == "leader")) continue;
                drawn.Should().Contain((node.GetProperty("id").GetString()!, port));
            }
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Definition_NodesAreApartAndNamedInChinese(string id)
    {
        var nodes = JsonDocument.Parse(Text(id)).RootElement.GetProperty("root").GetProperty("activities").EnumerateArray().ToList();
        var places = nodes.Select(node => node.GetProperty("metadata").GetProperty("designer").GetProperty("position")).Select(p => (X: p.GetProperty("x").GetInt32(), Y: p.GetProperty("y").GetInt32())).ToList();
        for (var i = 0; i < places.Count; i++)
            for (var j = i + 1; j < places.Count; j++)
                (Math.Abs(places[i].X - places[j].X) >= 300 || Math.Abs(places[i].Y - places[j].Y) >= 120).Should().BeTrue($"{nodes[i].GetProperty("id")} and {nodes[j].GetProperty("id")}");
        nodes.Should().OnlyContain(node => node.GetProperty("metadata").GetProperty("displayText").GetString()!.Any(c => c >= 0x4E00));
    }

    [Fact]
    public void Activities_AreDescribedInChinese()
    {
        foreach (var activity in GovernanceActivities.Create(CaseData.Default))
        {
            var descriptor = ActivityDescriptor.Of(activity);
            descriptor.Attribute.Type.Should().StartWith("GridGov.");
            descriptor.Attribute.Category.Should().Be("网格治理");
            (descriptor.Attribute.DisplayName + descriptor.Attribute.Description).Should().MatchRegex("[\u4e00-\u9fff]");
            foreach (var (handle, attribute) in descriptor.Inputs) attribute.DisplayName.Should().NotBeNullOrEmpty($"{descriptor.Attribute.Type}.{handle.Name}");
            foreach (var outcome in descriptor.Outcomes) outcome.DisplayName.Should().MatchRegex("[\u4e00-\u9fff]");
        }
    }

    private static string Text(string id) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", id + ".json"));
}
