namespace GridGov.Workflow.Activities.Directory.Persistence;

/// <summary>Facts about one loaded version.</summary>
/// <param name="Version">Number in this database, from 1.</param>
/// <param name="Directory">Version that the directory file gives itself.</param>
/// <param name="Routing">Version that the routing gives itself.</param>
/// <param name="GridMatters">Version that the grid matter list gives itself.</param>
/// <param name="Calendar">Version of the calendar for clocks that start now.</param>
/// <param name="Catalogue">Version of the newest catalogue, which may be in force only from a later day.</param>
/// <param name="Hash">Lower-case hex SHA-256 of the whole document.</param>
public sealed record DirectoryVersion(int Version, string Directory, string Routing, string GridMatters, string Calendar, string Catalogue, string Hash, string LoadedBy, DateTimeOffset LoadedAt);
