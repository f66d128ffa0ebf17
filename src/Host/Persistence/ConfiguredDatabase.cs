namespace GridGov.Workflow.Host.Persistence;

/// <summary>The database that this Host works on.</summary>
/// <param name="Connection">Connection string of a server; null for SQLite.</param>
internal sealed record ConfiguredDatabase(DatabaseProvider Provider, int Writers, string? Connection);
