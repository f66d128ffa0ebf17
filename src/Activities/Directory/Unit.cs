namespace GridGov.Workflow.Activities.Directory;

/// <summary>What kind of body a unit is; ranking compares only like with like (domain.md §4.5).</summary>
public enum UnitKind
{
    /// <summary>县（区）: the root.</summary>
    County,

    /// <summary>县级一网统管 / 综治中心 / 12345 中心.</summary>
    CountyCenter,

    /// <summary>部门.</summary>
    Department,

    /// <summary>公用事业单位.</summary>
    Utility,

    /// <summary>乡镇、街道.</summary>
    Township,

    /// <summary>社区、村; grids belong to it.</summary>
    Community,

    /// <summary>A body without orders of its own: audit, data centre.</summary>
    Office,
}

/// <summary>A unit of the county. Immutable.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name in Chinese.</param>
/// <param name="Kind">Kind of body.</param>
/// <param name="ParentId">Superior unit, null only for the county.</param>
/// <param name="AreaCode">Division code of 6, 9 or 12 digits, inside the area of the parent.</param>
/// <param name="DutyCode">Code of domain.md §5.1 that the unit answers to, or null.</param>
/// <param name="EndedOn">Day on which the unit was dissolved; null while it works. One that ended stays for the names in histories, and gets no more orders.</param>
public sealed record Unit(string Id, string Name, UnitKind Kind, string? ParentId, string AreaCode, string? DutyCode, DateOnly? EndedOn = null);
