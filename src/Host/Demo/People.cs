using System.Text.Json;
using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Host.Demo;

/// <summary>Somebody of the demo directory.</summary>
internal sealed record Citizen(string Id, string? Unit, IReadOnlyList<string> Roles, IReadOnlyList<string> Grids);

/// <summary>The people and units of src/Activities/Directory/Data/demo-city.json, read by the demo itself.</summary>
internal sealed class People
{
    private readonly List<Citizen> _people = [];

    private People(JsonElement directory)
    {
        foreach (var person in directory.GetProperty("people").EnumerateArray())
        {
            _people.Add(new Citizen(
                person.GetProperty("id").GetString()!,
                person.TryGetProperty("unit", out var unit) ? unit.GetString() : null,
                Texts(person, "roles"), Texts(person, "grids")));
        }

        Grids = [.. directory.GetProperty("grids").EnumerateArray().Select(grid => (grid.GetProperty("code").GetString()!, grid.GetProperty("name").GetString()!))];
        UnitNames = directory.GetProperty("units").EnumerateArray().ToDictionary(unit => unit.GetProperty("id").GetString()!, unit => unit.GetProperty("name").GetString()!);
    }

    public IReadOnlyList<(string Code, string Name)> Grids { get; }

    public IReadOnlyDictionary<string, string> UnitNames { get; }

    public static People Load()
    {
        using var stream = typeof(DirectorySnapshot).Assembly.GetManifestResourceStream("Directory/Data/demo-city.json")!;
        using var document = JsonDocument.Parse(stream);
        return new People(document.RootElement);
    }

    public string WithRole(string role) => _people.First(person => person.Roles.Contains(role)).Id;

    public string? OfUnit(string unit, string role) => _people.FirstOrDefault(person => person.Unit == unit && person.Roles.Contains(role))?.Id;

    public string OfGrid(string grid, string role) => _people.First(person => person.Grids.Contains(grid) && person.Roles.Contains(role)).Id;

    /// <summary>People who answer to a candidate entry, those of earlier entries first.</summary>
    public IEnumerable<string> Entitled(IEnumerable<string> candidates) => candidates.SelectMany(candidate => candidate.Split(':') switch
    {
        ["user", var id] => [id],
        ["role", var role] => _people.Where(person => person.Roles.Contains(role)).Select(person => person.Id),
        ["unit", var unit, var role] => _people.Where(person => person.Unit == unit && person.Roles.Contains(role)).Select(person => person.Id),
        ["grid", var grid, var role] => _people.Where(person => person.Grids.Contains(grid) && person.Roles.Contains(role)).Select(person => person.Id),
        _ => [],
    }).Distinct();

    private static string[] Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
