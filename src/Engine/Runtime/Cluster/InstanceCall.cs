using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>
/// A stimulus on its way. Immutable and sealed, so that within a node Orleans passes the reference; between nodes it travels as
/// the same JSON that the journal keeps.
/// </summary>
[Immutable]
internal sealed record InstanceCall(string? ContentHash, Stimulus Stimulus);

/// <summary>A reply on its way.</summary>
[Immutable]
internal sealed record InstanceAnswer(StimulusReply Reply);

/// <summary>A task on its way; null when the instance has none.</summary>
[Immutable]
internal sealed record TaskAnswer(HumanTask? Task);

[GenerateSerializer]
[Alias("gridgov.task-answer")]
internal struct TaskAnswerWire
{
    [Id(0)]
    public byte[]? Task;
}

[RegisterConverter]
internal sealed class TaskAnswerConverter : IConverter<TaskAnswer, TaskAnswerWire>
{
    public TaskAnswer ConvertFromSurrogate(in TaskAnswerWire surrogate) =>
        new(surrogate.Task is null ? null : JsonSerializer.Deserialize(surrogate.Task, InstanceStateJson.Default.HumanTask));

    public TaskAnswerWire ConvertToSurrogate(in TaskAnswer value) =>
        new() { Task = value.Task is null ? null : JsonSerializer.SerializeToUtf8Bytes(value.Task, InstanceStateJson.Default.HumanTask) };
}

[GenerateSerializer]
[Alias("gridgov.instance-call")]
internal struct InstanceCallWire
{
    [Id(0)]
    public string? ContentHash;

    [Id(1)]
    public byte[] Stimulus;
}

[GenerateSerializer]
[Alias("gridgov.instance-answer")]
internal struct InstanceAnswerWire
{
    [Id(0)]
    public byte[] Reply;
}

[RegisterConverter]
internal sealed class InstanceCallConverter : IConverter<InstanceCall, InstanceCallWire>
{
    public InstanceCall ConvertFromSurrogate(in InstanceCallWire surrogate) =>
        new(surrogate.ContentHash, JsonSerializer.Deserialize(surrogate.Stimulus, StimulusJson.Stored.Stimulus)!);

    public InstanceCallWire ConvertToSurrogate(in InstanceCall value) =>
        new() { ContentHash = value.ContentHash, Stimulus = JsonSerializer.SerializeToUtf8Bytes(value.Stimulus, StimulusJson.Stored.Stimulus) };
}

[RegisterConverter]
internal sealed class InstanceAnswerConverter : IConverter<InstanceAnswer, InstanceAnswerWire>
{
    public InstanceAnswer ConvertFromSurrogate(in InstanceAnswerWire surrogate) =>
        new(JsonSerializer.Deserialize(surrogate.Reply, StimulusJson.Stored.StimulusReply)!);

    public InstanceAnswerWire ConvertToSurrogate(in InstanceAnswer value) =>
        new() { Reply = JsonSerializer.SerializeToUtf8Bytes(value.Reply, StimulusJson.Stored.StimulusReply) };
}
