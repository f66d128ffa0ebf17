namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// What the host's subject and activities look up beside the instance, such as a directory. Versions are added, never changed or
/// taken away; the engine writes into the stimulus which one a burst reads.
/// </summary>
public interface IReferenceData
{
    /// <summary>The version in force, growing; null where there is no such data.</summary>
    int? Version { get; }
}

/// <summary>For hosts whose activities look up nothing.</summary>
internal sealed class NoReferenceData : IReferenceData
{
    public int? Version => null;
}
