using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>Reads a routing file; a bad row refuses the whole file, named by line, column and field.</summary>
public static class RoutingTableLoader
{
    internal const string EmbeddedFile = "Catalogue/Data/routing.json";

    /// <summary>Reads a table in the form of <c>Catalogue/Data/routing.json</c>.</summary>
    /// <exception cref="DataFileException">At least one value was rejected.</exception>
    public static RoutingTable Load(string fileName, ReadOnlySpan<byte> utf8)
    {
        var file = DataFile.Parse(fileName, utf8);
        return Read(file, file.Root);
    }

    internal static RoutingTable LoadEmbedded()
    {
        var file = DataFile.Embedded(EmbeddedFile);
        return Read(file, file.Root);
    }

    /// <summary>Reads the table that lies under a node of a larger file.</summary>
    internal static RoutingTable Read(DataFile file, DataNode root)
    {
        root.AllowOnly("version", "note", "rows");
        var rows = new List<RoutingRow>();
        foreach (var node in root.Rows("rows"))
        {
            var row = ReadRow(node);
            var clash = rows.FindIndex(r => r.Category == row.Category && r.Duty == row.Duty && r.Area == row.Area && Overlap(r, row));
            if (clash >= 0) node.Reject($"overlaps rows[{clash}]: the same category or duty and area at the same time; end one of them before the other begins");
            rows.Add(row);
        }

        var version = root.Text("version");
        file.ThrowIfRejected();
        return new RoutingTable(version, rows);
    }

    private static RoutingRow ReadRow(DataNode node)
    {
        node.AllowOnly("category", "duty", "area", "unit", "from", "to", "basis");
        var (category, duty, area) = (node.OptionalText("category"), node.OptionalText("duty"), node.Text("area"));
        if (category is null == duty is null) node.Reject("must have either a category or a duty");
        if (area.Length > 0 && (area.Length is not (6 or 9 or 12 or 15) || !area.All(char.IsAsciiDigit)))
            node.Reject("area", $"must be 6, 9, 12 or 15 digits, found '{area}'");
        var from = node.Date("from");
        DateOnly? to = node.Has("to") ? node.Date("to") : null;
        if (to < from) node.Reject("to", $"{to:yyyy-MM-dd} must not be before {from:yyyy-MM-dd}");
        return new RoutingRow(category, duty, area, node.Text("unit"), from, to, node.OptionalText("basis"));
    }

    private static bool Overlap(RoutingRow a, RoutingRow b) => a.From <= (b.To ?? DateOnly.MaxValue) && b.From <= (a.To ?? DateOnly.MaxValue);
}
