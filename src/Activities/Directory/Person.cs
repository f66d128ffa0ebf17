namespace GridGov.Workflow.Activities.Directory;

/// <summary>A person or an account of software. Immutable. Phone numbers and the like are personal data and live elsewhere.</summary>
/// <param name="Id">Stable id, also the account name.</param>
/// <param name="Name">Name in Chinese.</param>
/// <param name="UnitId">Unit, or null for citizens and system accounts.</param>
/// <param name="Roles">At least one role.</param>
/// <param name="AreaScopes">Division code prefixes of 6, 9, 12 or 15 digits in which the person may act by area.</param>
/// <param name="GridCodes">Grids of a grid worker or grid leader.</param>
/// <param name="IsSystem">True for an account of software.</param>
/// <param name="EndedOn">Day on which the person left; null while in office. One who left stays for the names in histories, and holds no office.</param>
public sealed record Person(
    string Id,
    string Name,
    string? UnitId,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<string> AreaScopes,
    IReadOnlyList<string> GridCodes,
    bool IsSystem,
    DateOnly? EndedOn = null)
{
    /// <summary>Whether the person holds the role.</summary>
    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Whether an area code lies in one of the person's areas.</summary>
    public bool CoversArea(string areaCode) => AreaScopes.Any(a => areaCode.StartsWith(a, StringComparison.Ordinal));
}
