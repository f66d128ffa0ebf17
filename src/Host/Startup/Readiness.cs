namespace GridGov.Workflow.Host.Startup;

/// <summary>Whether this Host can serve, and why not.</summary>
internal sealed class Readiness
{
    /// <summary>What is still to do, or null when the Host is ready.</summary>
    public string? Waiting { get; set; } = "The database is being prepared.";
}
