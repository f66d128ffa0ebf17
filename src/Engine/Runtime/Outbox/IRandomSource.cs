namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>Random numbers for jitter, replaceable by a seeded source in tests.</summary>
public interface IRandomSource
{
    /// <summary>At least 0, less than 1.</summary>
    double NextDouble();
}
