namespace GridGov.Workflow.Activities.Directory;

/// <summary>Kinds of grid (domain.md §1.1).</summary>
public enum GridKind
{
    /// <summary>基础网格.</summary>
    Basic,

    /// <summary>专属网格: a park, market, school.</summary>
    Dedicated,

    /// <summary>微网格.</summary>
    Micro,
}

/// <summary>A physical grid. Immutable; a retired grid keeps its code (domain.md §1.5).</summary>
/// <param name="Code">15 digits, see <see cref="GridCodeScheme.CellGrid"/>.</param>
/// <param name="Name">Name in Chinese.</param>
/// <param name="Kind">Kind of grid.</param>
/// <param name="CommunityId">Unit of the community or village.</param>
/// <param name="Longitude">Degrees east of a point inside, WGS84/CGCS2000.</param>
/// <param name="Latitude">Degrees north of the same point.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day, or null while in use.</param>
public sealed record Grid(
    string Code,
    string Name,
    GridKind Kind,
    string CommunityId,
    decimal Longitude,
    decimal Latitude,
    DateOnly ValidFrom,
    DateOnly? ValidTo)
{
    /// <summary>Whether the grid is in use on the day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } to || day <= to);
}
