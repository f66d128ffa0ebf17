using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Host.Administration.Directory;

/// <summary>A unit as the system administrator writes it.</summary>
public sealed record UnitRequest(string Name, UnitKind Kind, string? Parent, string Area, string? Duty = null);

/// <summary>A person as the system administrator writes it. A new one has no rights but a citizen's until the security administrator grants roles.</summary>
public sealed record PersonRequest(string Name, string? Unit = null);

/// <summary>What a person may do, and where, as the security administrator grants it.</summary>
public sealed record RolesRequest(IReadOnlyList<Role> Roles, IReadOnlyList<string>? Areas = null, IReadOnlyList<string>? Grids = null);

/// <summary>A grid with those who work it; they hold their roles already.</summary>
/// <param name="To">Last day; set to retire the grid.</param>
public sealed record GridRequest(
    string Name, GridKind Kind, string Community, decimal Longitude, decimal Latitude, DateOnly From, string Leader, IReadOnlyList<string> Workers, DateOnly? To = null);
