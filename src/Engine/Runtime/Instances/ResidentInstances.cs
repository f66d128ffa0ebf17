using System.Collections.Concurrent;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>
/// Instances in this process's memory, for those who only look: what they committed last can be read without waiting for a turn.
/// Another node may have moved an instance on since; whoever acts on what it read is told so at its commit.
/// </summary>
internal sealed class ResidentInstances
{
    private readonly ConcurrentDictionary<string, InstanceProcessor> _processors = new(StringComparer.Ordinal);

    public InstanceProcessor Add(InstanceProcessor processor) => _processors[processor.InstanceId] = processor;

    /// <summary>Only this processor: a later one of the same instance stays.</summary>
    public void Remove(InstanceProcessor processor) => _processors.TryRemove(new(processor.InstanceId, processor));

    public InstanceProcessor? Find(string instanceId) => _processors.GetValueOrDefault(instanceId);
}
