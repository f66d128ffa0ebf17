using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>Reads a directory file; a bad row refuses the whole file, named by line, column and field.</summary>
public static class DirectoryLoader
{
    internal const string EmbeddedFile = "Directory/Data/demo-city.json";

    /// <summary>Reads a directory in the form of <c>Directory/Data/demo-city.json</c>.</summary>
    /// <param name="fileName">Name used in errors.</param>
    /// <param name="utf8">The content.</param>
    /// <exception cref="DataFileException">At least one value was rejected.</exception>
    public static DirectorySnapshot Load(string fileName, ReadOnlySpan<byte> utf8)
    {
        var file = DataFile.Parse(fileName, utf8);
        return Read(file, file.Root);
    }

    internal static DirectorySnapshot LoadEmbedded()
    {
        var file = DataFile.Embedded(EmbeddedFile);
        return Read(file, file.Root);
    }

    /// <summary>Reads the directory that lies under a node of a larger file.</summary>
    internal static DirectorySnapshot Read(DataFile file, DataNode root)
    {
        root.AllowOnly("version", "note", "units", "grids", "people");
        var version = root.Text("version");
        var units = root.Rows("units").Select(n => (Row: n, Value: ReadUnit(n))).ToList();
        var grids = root.Rows("grids").Select(n => (Row: n, Value: ReadGrid(n))).ToList();
        var people = root.Rows("people").Select(n => (Row: n, Value: ReadPerson(n))).ToList();

        // Links are checked only between rows that are right in themselves; otherwise one error would be reported as many.
        file.ThrowIfRejected();
        DirectoryRules.CheckUnits(root, units);
        file.ThrowIfRejected();
        DirectoryRules.CheckGrids(grids, units.ToDictionary(u => u.Value.Id, u => u.Value, StringComparer.Ordinal));
        file.ThrowIfRejected();
        DirectoryRules.CheckPeople(people, units, grids);
        file.ThrowIfRejected();
        return new DirectorySnapshot(version, [.. units.Select(u => u.Value)], [.. grids.Select(g => g.Value)], [.. people.Select(p => p.Value)]);
    }

    private static Unit ReadUnit(DataNode row)
    {
        row.AllowOnly("id", "name", "kind", "parent", "area", "duty", "ended");
        return new Unit(row.Text("id"), row.Text("name"), row.OneOf<UnitKind>("kind"), row.OptionalText("parent"), ReadArea(row), row.OptionalText("duty"), ReadEnd(row));
    }

    private static Grid ReadGrid(DataNode row)
    {
        row.AllowOnly("code", "name", "kind", "community", "longitude", "latitude", "from", "to");
        var code = row.Text("code");
        if (code.Length > 0 && GridCodeScheme.CellGrid.Fault(code) is { } problem) row.Reject("code", problem);
        var (longitude, latitude) = (row.Number("longitude"), row.Number("latitude"));
        if (longitude is < -180 or > 180) row.Reject("longitude", $"must be from -180 to 180 degrees, found {longitude}");
        if (latitude is < -90 or > 90) row.Reject("latitude", $"must be from -90 to 90 degrees, found {latitude}");
        var from = row.Date("from");
        DateOnly? to = row.Has("to") ? row.Date("to") : null;
        if (to < from) row.Reject("to", $"{to:yyyy-MM-dd} must not be before {from:yyyy-MM-dd}");
        return new Grid(code, row.Text("name"), row.OneOf<GridKind>("kind"), row.Text("community"), longitude, latitude, from, to);
    }

    private static Person ReadPerson(DataNode row)
    {
        row.AllowOnly("id", "name", "unit", "roles", "areas", "grids", "system", "ended");
        var roles = row.Rows("roles").Select(r => r.As<Role>()).ToList();
        if (RoleRules.Fault(roles) is { } problem) row.Reject("roles", problem);
        var areas = row.Texts("areas");
        foreach (var area in areas.Where(a => a.Length is not (6 or 9 or 12 or 15) || !a.All(char.IsAsciiDigit)))
            row.Reject("areas", $"must be codes of 6, 9, 12 or 15 digits, found '{area}'");
        return new Person(row.Text("id"), row.Text("name"), row.OptionalText("unit"), roles, areas, row.Texts("grids"), row.Flag("system", absent: false), ReadEnd(row));
    }

    private static DateOnly? ReadEnd(DataNode row) => row.Has("ended") ? row.Date("ended") : null;

    private static string ReadArea(DataNode row)
    {
        var area = row.Text("area");
        if (area.Length > 0 && (area.Length is not (6 or 9 or 12) || !area.All(char.IsAsciiDigit)))
            row.Reject("area", $"must be 6, 9 or 12 digits, found '{area}'");
        return area;
    }
}
