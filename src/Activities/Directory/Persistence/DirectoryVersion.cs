namespace GridGov.Workflow.Activities.Directory.Persistence;

/// <summary>Facts about one loaded version.</summary>
/// <param name="Version">Number in this database, from 1.</param>
/// <param name="Directory">Version that the directory file gives itself.</param>
/// <param name="Routing">Version that the routing gives itself.</param>
/// <param name="GridMatters">Version that the grid matter list gives itself.</param>
/// <param name="Hash">Lower-case hex SHA-256 of the whole document.</param>
public sealed record DirectoryVersion(int Version, string Directory, string Routing, string GridMatters, string Hash, string LoadedBy, DateTimeOffset LoadedAt);
