using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>One row: a category or a duty, in an area, during a time, goes to a unit.</summary>
/// <param name="Category">Prefix of category codes, or null for a duty row.</param>
/// <param name="Duty">Duty code, or null for a category row.</param>
/// <param name="Area">Division code prefix of the area: 6 county, 9 township, 12 community, 15 grid.</param>
/// <param name="UnitId">The unit.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null for open.</param>
/// <param name="Basis">Duty-list line or agreement in Chinese, shown to the dispatcher; may be null.</param>
public sealed record RoutingRow(string? Category, string? Duty, string Area, string UnitId, DateOnly From, DateOnly? To, string? Basis)
{
    internal bool Covers(string area, DateOnly day) =>
        area.StartsWith(Area, StringComparison.Ordinal) && From <= day && (To is not { } to || day <= to);
}

/// <summary>A proposed route; a dispatcher confirms it.</summary>
/// <param name="LeadUnitId">The lead unit.</param>
/// <param name="AssistUnitIds">The assisting units, without the lead.</param>
/// <param name="UnmappedDuties">Assist duties that have no unit in the area; the dispatcher decides.</param>
/// <param name="IsTerritorialFallback">True when nobody is responsible by the table and the territory steps in (兜底).</param>
/// <param name="Reason">Why, in Chinese.</param>
public sealed record Route(
    string LeadUnitId,
    IReadOnlyList<string> AssistUnitIds,
    IReadOnlyList<string> UnmappedDuties,
    bool IsTerritorialFallback,
    string Reason);

/// <summary>
/// Resolves the responsible unit by (category, area, day), because it differs from place to place (domain.md §5.1).
/// A category row wins over the duty of the standard; among rows the longest category, then the longest area wins.
/// Nobody responsible: the township or street of the area (ZH). Immutable.
/// </summary>
public sealed class RoutingTable
{
    /// <summary>Duty code of the territory that steps in when nobody else is responsible.</summary>
    public const string TerritorialDuty = "ZH";

    private static readonly TextTable Texts = TextTable.Embedded("Catalogue/Data/texts.zh-CN.json");

    internal RoutingTable(string version, IReadOnlyList<RoutingRow> rows) => (Version, Rows) = (version, rows);

    /// <summary>The table of the demo county, from <c>Catalogue/Data/routing.json</c>.</summary>
    public static RoutingTable Demo { get; } = RoutingTableLoader.LoadEmbedded();

    /// <summary>Version of the data.</summary>
    public string Version { get; }

    /// <summary>All rows in the order of the file.</summary>
    public IReadOnlyList<RoutingRow> Rows { get; }

    /// <summary>Proposes lead and assisting units, or null when not even the territory is in the table.</summary>
    /// <param name="category">The category of the case.</param>
    /// <param name="standard">The filing standard, or null while the case is not filed.</param>
    /// <param name="area">Division or grid code of the place.</param>
    /// <param name="day">Day of the dispatch, China time.</param>
    public Route? Resolve(Category category, FilingStandard? standard, string area, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(category);
        ArgumentException.ThrowIfNullOrWhiteSpace(area);
        var duty = standard is null ? category.LeadDuty : category.LeadFor(standard);
        var special = Rows
            .Where(r => r.Category is { } prefix && category.Code.StartsWith(prefix, StringComparison.Ordinal) && r.Covers(area, day))
            .OrderByDescending(r => r.Category!.Length).ThenByDescending(r => r.Area.Length)
            .FirstOrDefault();
        if (special is not null) return Make(special, fallback: false, Texts.Format("Route.Category", special.Category!, special.Area, special.Basis ?? Texts.Format("Route.NoBasis")));
        if (RowOf(duty, area, day) is { } usual) return Make(usual, fallback: false, Texts.Format("Route.Duty", category.Name, duty, usual.Area));
        if (RowOf(TerritorialDuty, area, day) is { } territory) return Make(territory, fallback: true, Texts.Format("Route.Territory", duty, area));
        return null;

        Route Make(RoutingRow lead, bool fallback, string reason)
        {
            var assists = new List<string>();
            var unmapped = new List<string>();
            foreach (var assist in category.AssistDuties)
            {
                if (RowOf(assist, area, day) is not { } row) unmapped.Add(assist);
                else if (row.UnitId != lead.UnitId && !assists.Contains(row.UnitId)) assists.Add(row.UnitId);
            }

            return new Route(lead.UnitId, assists, unmapped, fallback, reason);
        }
    }

    /// <summary>The unit that holds a duty in an area on a day, or null.</summary>
    public string? UnitFor(string duty, string area, DateOnly day) => RowOf(duty, area, day)?.UnitId;

    private RoutingRow? RowOf(string duty, string area, DateOnly day) => Rows
        .Where(r => r.Duty == duty && r.Covers(area, day))
        .OrderByDescending(r => r.Area.Length)
        .FirstOrDefault();
}
