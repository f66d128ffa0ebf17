using System.Collections.Frozen;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>
/// The directory of one county at one version: who and what there is. Immutable, safe to share; every lookup is by hash.
/// Built by <see cref="DirectoryLoader"/>, which has checked it.
/// </summary>
public sealed class DirectorySnapshot
{
    private readonly FrozenDictionary<string, Person> _people;
    private readonly FrozenDictionary<string, Unit> _units;
    private readonly FrozenDictionary<string, Grid> _grids;
    private readonly FrozenDictionary<(string Unit, Role Role), Person[]> _members;
    private readonly FrozenDictionary<Role, Person[]> _byRole;
    private readonly FrozenDictionary<string, Person[]> _workers;
    private readonly FrozenDictionary<string, Person> _leaders;
    private readonly FrozenDictionary<(string Duty, string Area), Unit> _duties;

    internal DirectorySnapshot(string version, IReadOnlyList<Unit> units, IReadOnlyList<Grid> grids, IReadOnlyList<Person> people)
    {
        (Version, Units, Grids, People) = (version, units, grids, people);
        _people = people.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);
        _units = units.ToFrozenDictionary(u => u.Id, StringComparer.Ordinal);
        _grids = grids.ToFrozenDictionary(g => g.Code, StringComparer.Ordinal);
        var held = people.SelectMany(p => p.Roles.Select(r => (Person: p, Role: r))).ToList();
        _byRole = held.GroupBy(h => h.Role).ToFrozenDictionary(g => g.Key, g => g.Select(h => h.Person).ToArray());
        _members = held.Where(h => h.Person.UnitId is not null)
            .GroupBy(h => (h.Person.UnitId!, h.Role)).ToFrozenDictionary(g => g.Key, g => g.Select(h => h.Person).ToArray());
        _workers = people.Where(p => p.Is(Role.GridWorker)).SelectMany(p => p.GridCodes.Select(c => (Code: c, Person: p)))
            .GroupBy(p => p.Code, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.Select(p => p.Person).ToArray(), StringComparer.Ordinal);
        _leaders = people.Where(p => p.Is(Role.GridLeader)).SelectMany(p => p.GridCodes.Select(c => (Code: c, Person: p)))
            .ToFrozenDictionary(p => p.Code, p => p.Person, StringComparer.Ordinal);
        _duties = units.Where(u => u.DutyCode is not null && u.EndedOn is null).ToFrozenDictionary(u => (u.DutyCode!, u.AreaCode));
    }

    /// <summary>The demo county shipped with the product, from <c>Directory/Data/demo-city.json</c>.</summary>
    public static DirectorySnapshot Demo { get; } = DirectoryLoader.LoadEmbedded();

    /// <summary>Version of the data.</summary>
    public string Version { get; }

    /// <summary>All units in the order of the file.</summary>
    public IReadOnlyList<Unit> Units { get; }

    /// <summary>The units that can be given work; the others are only names in histories.</summary>
    public IEnumerable<Unit> UnitsInUse => Units.Where(unit => unit.EndedOn is null);

    /// <summary>All grids in the order of the file, retired ones included.</summary>
    public IReadOnlyList<Grid> Grids { get; }

    /// <summary>All people and system accounts in the order of the file.</summary>
    public IReadOnlyList<Person> People { get; }

    /// <summary>The person, or null.</summary>
    public Person? PersonById(string id) => _people.GetValueOrDefault(id);

    /// <summary>The unit, or null.</summary>
    public Unit? UnitById(string id) => _units.GetValueOrDefault(id);

    /// <summary>The grid, or null.</summary>
    public Grid? GridByCode(string code) => _grids.GetValueOrDefault(code);

    /// <summary>Everybody with the role, in the order of the file.</summary>
    public IReadOnlyList<Person> WithRole(Role role) => _byRole.GetValueOrDefault(role) ?? [];

    /// <summary>Everybody with the role in exactly that unit.</summary>
    public IReadOnlyList<Person> Members(string unitId, Role role) => _members.GetValueOrDefault((unitId, role)) ?? [];

    /// <summary>The grid workers of a grid.</summary>
    public IReadOnlyList<Person> WorkersOf(string gridCode) => _workers.GetValueOrDefault(gridCode) ?? [];

    /// <summary>The leader of a grid, or null when the grid is unknown or retired.</summary>
    public Person? LeaderOf(string gridCode) => _leaders.GetValueOrDefault(gridCode);

    /// <summary>The unit and its superiors, the county last; empty for an unknown unit.</summary>
    public IReadOnlyList<Unit> ParentChain(string unitId)
    {
        var chain = new List<Unit>();
        for (var unit = UnitById(unitId); unit is not null; unit = unit.ParentId is { } parent ? UnitById(parent) : null) chain.Add(unit);
        return chain;
    }

    /// <summary>The unit that answers to a duty code, the nearest one to an area: community, township, county; or null.</summary>
    public Unit? UnitWithDuty(string dutyCode, string areaCode)
    {
        ArgumentNullException.ThrowIfNull(areaCode);
        foreach (var length in (ReadOnlySpan<int>)[12, 9, 6])
            if (areaCode.Length >= length && _duties.TryGetValue((dutyCode, areaCode[..length]), out var unit)) return unit;
        return null;
    }

    /// <summary>The township or street whose area holds the code, or null.</summary>
    public Unit? TownshipOf(string areaCode) => UnitWithDuty(Catalogue.RoutingTable.TerritorialDuty, areaCode);
}
