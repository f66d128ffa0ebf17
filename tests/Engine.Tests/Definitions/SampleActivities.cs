using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Tests.Definitions;

internal abstract class SampleActivity : Activity
{
    public override void Execute(IActivityExecution x) => x.Complete();
}

[Activity("Elsa.Flowchart", "Flow", "Flowchart", "A graph of activities.", IsBrowsable = false, IsContainer = true)]
internal sealed class SampleFlowchart : SampleActivity;

[Activity("Elsa.Sequence", "Workflows", "Sequence", "One after another.", IsBrowsable = false, IsContainer = true)]
internal sealed class SampleSequence : SampleActivity;

[Activity("Elsa.Start", "Flow", "Start", "The start.", IsStart = true)]
internal sealed class SampleStart : SampleActivity;

[Activity("Elsa.WriteLine", "Console", "Write Line", "Writes a line.")]
internal sealed class SampleWriteLine : SampleActivity
{
    [Input(Description = "The text.")]
    public Input<string> Text { get; } = new();
}

[Activity("Elsa.SetVariable", "Primitives", "Set Variable", "Sets a variable.")]
internal sealed class SampleSetVariable : SampleActivity
{
    [Input(IsWrapped = false, UIHint = "variable-picker")]
    public Input<JsonElement> Variable { get; } = new();

    public Input<JsonElement> Value { get; } = new();
}

[Activity("Elsa.FlowDecision", "Branching", "Decision", "Two ways.")]
[Outcome("True", "是")]
[Outcome("False", "否")]
internal sealed class SampleDecision : SampleActivity
{
    public Input<bool> Condition { get; } = new();
}

[Activity("Elsa.FlowFork", "Branching", "Fork", "Many ways.")]
internal sealed class SampleFork : SampleActivity
{
    [Input(UIHint = "dynamic-outcomes")]
    public Input<IReadOnlyList<string>> Branches { get; } = new();

    public override IReadOnlyCollection<string>? PossibleOutcomes(ActivityNode node) =>
        node.Json.TryGetProperty("branches", out var branches)
            ? JsonSerializer.Deserialize<string[]>(branches.GetProperty("expression").GetProperty("value").GetString()!)
            : null;
}

[Activity("Elsa.Event", "Primitives", "Event", "Waits for an event.", Kind = ActivityKind.Trigger)]
internal sealed class SampleEvent : SampleActivity
{
    public Input<string> EventName { get; } = new();
    public Output<JsonElement> Result { get; } = new();
}

[Activity("Elsa.Cron", "Scheduling", "Cron", "Waits for a time.", Kind = ActivityKind.Trigger)]
internal sealed class SampleCron : SampleActivity
{
    public Input<string> CronExpression { get; } = new();
}

[Activity("Elsa.If", "Branching", "If", "One or the other.")]
[Slot("then", "Then")]
[Slot("else", "Else")]
internal sealed class SampleIf : SampleActivity
{
    [Input(DefaultValue = false)]
    public Input<bool> Condition { get; } = new();
}

internal sealed class SampleRegistry : IActivityRegistry
{
    public IReadOnlyCollection<Activity> All { get; } =
    [
        new SampleFlowchart(), new SampleSequence(), new SampleStart(), new SampleWriteLine(), new SampleSetVariable(), new SampleDecision(),
        new SampleFork(), new SampleEvent(), new SampleCron(), new SampleIf(),
    ];

    public bool TryGet(string type, [MaybeNullWhen(false)] out Activity activity)
    {
        activity = All.FirstOrDefault(candidate => ActivityDescriptor.Of(candidate).Attribute.Type == type);
        return activity is not null;
    }
}
