using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Descriptors;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Descriptors;

public sealed class FlowPortsTests
{
    [Theory]
    [InlineData("Elsa.WriteLine", "Done=完成")]
    [InlineData("Elsa.Start", "Done=完成")]
    [InlineData("Elsa.Event", "Done=完成")]
    [InlineData("Elsa.FlowDecision", "True=是 False=否")]
    [InlineData("Elsa.FlowFork", "")]
    public void Ports_OfClass_AreNamedForReaders(string type, string ports) => Flow(Find(type)).Should().Be(ports);

    [Fact]
    public void Ports_BesideSlots_StillHaveDone()
    {
        var ports = Find("Elsa.If").Ports;

        ports.Select(port => (port.Name, port.Type)).Should().Equal(("Done", "Flow"), ("Then", "Embedded"), ("Else", "Embedded"));
    }

    [Fact]
    public void Ports_OfTerminalClass_AreNone()
    {
        var descriptor = WorkflowTypeDescriptors.Activities(new Registry(new Terminal()), []).Single();

        descriptor.Ports.Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "Done=完成")]
    [InlineData(""","outcomes":[]""", "Done=完成")]
    [InlineData(""","outcomes":["Done","True","退回","Nameless"]""", "Done=完成 True=是 退回=退回 Nameless=Nameless")]
    public void Ports_OfWorkflow_AreNamedAsTheClassesDo(string outcomes, string ports)
    {
        var version = WorkflowTypeDescriptorsTests.Version("部门处置", 1, more: outcomes);

        Flow(WorkflowTypeDescriptors.Activities(new SampleRegistry(), [version]).Single(found => found.TypeName == "部门处置")).Should().Be(ports);
    }

    [Theory]
    [InlineData("Test.A", "已处置")]
    [InlineData("Test.B", "已回复")]
    [InlineData("Elsa.WriteLine", "已处置")]
    public void Ports_OfWorkflow_PreferTheClassItUses(string used, string displayName)
    {
        var version = WorkflowTypeDescriptorsTests.Version(
            "部门处置", 1, more: $$""","outcomes":["Replied"],"root":{"id":"one","type":"{{used}}","version":1}""");

        var descriptor = WorkflowTypeDescriptors.Activities(new Registry(new RepliedB(), new RepliedA()), [version]).Single(found => found.TypeName == "部门处置");

        Flow(descriptor).Should().Be("Replied=" + displayName);
    }

    private static ActivityTypeDescriptor Find(string type) =>
        WorkflowTypeDescriptors.Activities(new SampleRegistry(), []).Single(descriptor => descriptor.TypeName == type);

    private static string Flow(ActivityTypeDescriptor descriptor) =>
        string.Join(' ', descriptor.Ports.Where(port => port.Type == "Flow").Select(port => $"{port.Name}={port.DisplayName}"));

    private sealed class Registry(params Activity[] activities) : IActivityRegistry
    {
        public IReadOnlyCollection<Activity> All => activities;

        public bool TryGet(string type, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Activity found) =>
            (found = activities.FirstOrDefault(activity => ActivityDescriptor.Of(activity).Attribute.Type == type)) is not null;
    }

    [Activity("Test.End", "测试", "终点", "到此为止。", IsTerminal = true)]
    private sealed class Terminal : SampleActivity;

    [Activity("Test.A", "测试", "甲", "甲。")]
    [Outcome("Replied", "已处置")]
    private sealed class RepliedA : SampleActivity;

    [Activity("Test.B", "测试", "乙", "乙。")]
    [Outcome("Replied", "已回复")]
    private sealed class RepliedB : SampleActivity;
}
