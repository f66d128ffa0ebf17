namespace GridGov.Workflow.Engine.Runtime.Cluster;

/// <summary>One signal on its way.</summary>
[GenerateSerializer]
[Immutable]
[Alias("gridgov.cluster-signal")]
internal readonly record struct ClusterSignal([property: Id(0)] string Topic, [property: Id(1)] string Key);
