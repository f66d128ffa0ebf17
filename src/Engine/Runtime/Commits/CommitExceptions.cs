namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>Nothing was written: a conflict, a violated constraint, or an unreachable database.</summary>
[GenerateSerializer]
[Alias("gridgov.commit-failed")]
public sealed class CommitFailedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when the database could not even be opened, or the pipeline is stopping: try again later (503).</summary>
    [Id(0)]
    public bool IsUnavailable { get; init; }
}

/// <summary>COMMIT was sent and its outcome is not known: whoever waits must look its work up.</summary>
[GenerateSerializer]
[Alias("gridgov.commit-unknown")]
public sealed class CommitUnknownException(string message, Exception? inner = null) : Exception(message, inner);
