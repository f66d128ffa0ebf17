using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>What must hold between the rows of a directory file.</summary>
internal static class DirectoryRules
{
    private static readonly Role[] NeedsUnit =
    [
        Role.GridWorker, Role.GridLeader, Role.IntakeClerk, Role.Dispatcher, Role.DepartmentDesk, Role.Handler, Role.DutyLeader,
        Role.GovernanceOffice, Role.MeetingSecretary, Role.Assessor, Role.Auditor, Role.SystemAdmin, Role.SecurityAdmin, Role.AuditAdmin,
    ];

    private static readonly Role[] NeedsArea =
        [Role.GridWorker, Role.GridLeader, Role.IntakeClerk, Role.Dispatcher, Role.DutyLeader, Role.GovernanceOffice, Role.MeetingSecretary, Role.Assessor];

    public static void CheckUnits(DataNode root, List<(DataNode Row, Unit Value)> rows)
    {
        RejectTwice(rows, u => u.Id, "id");
        RejectTwice(rows.Where(r => r.Value.DutyCode is not null && r.Value.EndedOn is null), u => $"{u.DutyCode} in {u.AreaCode}", "duty");
        var byId = rows.GroupBy(r => r.Value.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
        if (rows.Count(r => r.Value.Kind == UnitKind.County) != 1) root.Reject("units", "must have exactly one County");
        foreach (var (row, unit) in rows)
        {
            if (unit.ParentId is not { } parentId)
            {
                if (unit.Kind != UnitKind.County) row.Reject("parent", "is required for every unit but the county");
                continue;
            }

            if (unit.Kind == UnitKind.County) row.Reject("parent", "must be absent for the county, it is the root");
            else if (!byId.TryGetValue(parentId, out var parent)) row.Reject("parent", $"'{parentId}' is not a unit of this file");
            else if (!unit.AreaCode.StartsWith(parent.AreaCode, StringComparison.Ordinal)) row.Reject("area", $"'{unit.AreaCode}' is not inside '{parent.AreaCode}', the area of its parent {parentId}");
            else if (HasCycle(unit, byId)) row.Reject("parent", $"'{parentId}' leads back to '{unit.Id}'");
            if (unit.EndedOn is null && byId.GetValueOrDefault(parentId)?.EndedOn is { } ended) row.Reject("parent", $"'{parentId}' ended on {ended:yyyy-MM-dd}; give the unit another parent, or end it first");
            var digits = unit.Kind switch { UnitKind.Township => 9, UnitKind.Community => 12, _ => 6 };
            if (unit.AreaCode.Length != digits) row.Reject("area", $"of a {unit.Kind} must have {digits} digits, found '{unit.AreaCode}'");
        }
    }

    public static void CheckGrids(List<(DataNode Row, Grid Value)> rows, Dictionary<string, Unit> units)
    {
        RejectTwice(rows, g => g.Code, "code");
        foreach (var (row, grid) in rows)
        {
            if (!units.TryGetValue(grid.CommunityId, out var community) || community.Kind != UnitKind.Community)
                row.Reject("community", $"'{grid.CommunityId}' is not a Community of this file");
            else if (grid.ValidTo is null && community.EndedOn is { } ended)
                row.Reject("community", $"'{grid.CommunityId}' ended on {ended:yyyy-MM-dd}; retire the grid first");
            else if (!grid.Code.StartsWith(community.AreaCode, StringComparison.Ordinal))
                row.Reject("code", $"'{grid.Code}' does not begin with '{community.AreaCode}', the area of its community");
        }
    }

    public static void CheckPeople(List<(DataNode Row, Person Value)> rows, List<(DataNode Row, Unit Value)> units, List<(DataNode Row, Grid Value)> grids)
    {
        RejectTwice(rows, p => p.Id, "id");
        var unitIds = units.Select(u => u.Value.Id).ToHashSet(StringComparer.Ordinal);
        var ended = units.Where(u => u.Value.EndedOn is not null).Select(u => u.Value.Id).ToHashSet(StringComparer.Ordinal);
        var gridCodes = grids.Select(g => g.Value.Code).ToHashSet(StringComparer.Ordinal);
        var county = units.Single(u => u.Value.Kind == UnitKind.County).Value.AreaCode;
        foreach (var (row, person) in rows)
        {
            if (person.UnitId is { } unit ? !unitIds.Contains(unit) : person.Roles.Any(NeedsUnit.Contains))
                row.Reject("unit", person.UnitId is null ? (FaultText)$"is required for {string.Join(", ", person.Roles)}" : (FaultText)$"'{person.UnitId}' is not a unit of this file");
            if (person.EndedOn is not null && person.Roles.Any(role => role != Role.Citizen)) row.Reject("roles", "of a person who left must be Citizen only");
            if (person.EndedOn is null && person.UnitId is not null && ended.Contains(person.UnitId)) row.Reject("unit", $"'{person.UnitId}' has ended; give the person another unit, or end its time first");
            if (person.IsSystem != person.Is(Role.SystemAccount)) row.Reject("system", "must be true exactly for the role SystemAccount");
            if (person.AreaScopes.Count == 0 && person.Roles.Any(NeedsArea.Contains)) row.Reject("areas", $"is required for {string.Join(", ", person.Roles)}");
            foreach (var area in person.AreaScopes.Where(a => !a.StartsWith(county, StringComparison.Ordinal)))
                row.Reject("areas", $"'{area}' is outside the county {county}");
            var onGrid = person.Is(Role.GridWorker) || person.Is(Role.GridLeader);
            if (onGrid != person.GridCodes.Count > 0) row.Reject("grids", "must be given exactly for GridWorker and GridLeader");
            foreach (var code in person.GridCodes.Where(c => !gridCodes.Contains(c))) row.Reject("grids", $"'{code}' is not a grid of this file");
        }

        foreach (var (row, grid) in grids)
        {
            var leaders = rows.Count(p => p.Value.Is(Role.GridLeader) && p.Value.GridCodes.Contains(grid.Code));
            if (leaders > 1 || (leaders == 0 && grid.ValidTo is null)) row.Reject("code", $"grid '{grid.Code}' must have exactly one GridLeader among people, found {leaders}");
            if (grid.ValidTo is null && !rows.Any(p => p.Value.Is(Role.GridWorker) && p.Value.GridCodes.Contains(grid.Code)))
                row.Reject("code", $"grid '{grid.Code}' must have at least one GridWorker among people");
        }
    }

    private static bool HasCycle(Unit unit, Dictionary<string, Unit> byId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (Unit? at = unit; at is not null; at = at.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null)
            if (!seen.Add(at.Id)) return true;
        return false;
    }

    private static void RejectTwice<T>(IEnumerable<(DataNode Row, T Value)> rows, Func<T, string> key, string field)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, value) in rows)
            if (!seen.Add(key(value))) row.Reject(field, $"'{key(value)}' is given twice");
    }
}
