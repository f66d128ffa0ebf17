using System.Text.Json.Serialization;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Directory.Persistence;

namespace GridGov.Workflow.Host.DirectoryData;

/// <summary>The directory in force, as far as its reader may see it.</summary>
public sealed record DirectoryView(DirectoryVersion Version, IReadOnlyList<Unit> Units, IReadOnlyList<Grid> Grids, IReadOnlyList<PersonView> People);

/// <summary>Who holds which role where.</summary>
/// <param name="Name">Left out unless the reader works in the same unit, or with people of all units.</param>
public sealed record PersonView(
    string Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name, string? UnitId,
    IReadOnlyList<Role> Roles, IReadOnlyList<string> AreaScopes, IReadOnlyList<string> GridCodes, bool IsSystem);

/// <summary>What an upload answers.</summary>
/// <param name="IsNew">False when the same content is in force already.</param>
public sealed record DirectoryReply(DirectoryVersion Version, bool IsNew);
