using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>One matter that may be asked of a grid or community (网格事项清单), with entry and exit.</summary>
/// <param name="Category">Category code.</param>
/// <param name="Matter">What the grid does, in Chinese.</param>
/// <param name="Basis">Basis of the entry.</param>
/// <param name="From">First day on the list.</param>
/// <param name="To">Last day on the list, or null while it stays.</param>
public sealed record GridMatter(string Category, string Matter, string Basis, DateOnly From, DateOnly? To);

/// <summary>
/// The gate against pushing departments' work down (domain.md §2.3 ③): an order to a grid or community is refused when its
/// matter is not on this list. Immutable.
/// </summary>
public sealed class GridMatterList
{
    internal const string EmbeddedFile = "Catalogue/Data/grid-matters.json";

    private static readonly TextTable Texts = TextTable.Embedded("Catalogue/Data/texts.zh-CN.json");

    private GridMatterList(string version, IReadOnlyList<GridMatter> matters) => (Version, Matters) = (version, matters);

    /// <summary>The sample list shipped with the product.</summary>
    public static GridMatterList Demo { get; } = Read(DataFile.Embedded(EmbeddedFile), root: null);

    /// <summary>Version of the data.</summary>
    public string Version { get; }

    /// <summary>All matters in the order of the file, those that left included.</summary>
    public IReadOnlyList<GridMatter> Matters { get; }

    /// <summary>Reads a list in the form of <c>Catalogue/Data/grid-matters.json</c>.</summary>
    /// <exception cref="DataFileException">At least one value was rejected.</exception>
    public static GridMatterList Load(string fileName, ReadOnlySpan<byte> utf8) => Read(DataFile.Parse(fileName, utf8), root: null);

    /// <summary>Whether the category may be asked of a grid or community on the day.</summary>
    public bool Allows(string category, DateOnly day) => Matters.Any(m => m.Category == category && m.From <= day && (m.To is not { } to || day <= to));

    /// <summary>Null when allowed, otherwise the reason in Chinese.</summary>
    public string? Refusal(string category, DateOnly day)
    {
        if (Allows(category, day)) return null;
        return Matters.LastOrDefault(m => m.Category == category && m.To < day) is { To: { } left }
            ? Texts.Format("GridMatter.Left", category, left)
            : Texts.Format("GridMatter.NotListed", category);
    }

    /// <param name="root">The node under which the list lies; null = the whole file.</param>
    internal static GridMatterList Read(DataFile file, DataNode? root)
    {
        root ??= file.Root;
        root.AllowOnly("version", "note", "rows");
        var matters = new List<GridMatter>();
        foreach (var row in root.Rows("rows"))
        {
            row.AllowOnly("category", "matter", "basis", "from", "to");
            var from = row.Date("from");
            DateOnly? to = row.Has("to") ? row.Date("to") : null;
            if (to < from) row.Reject("to", $"{to:yyyy-MM-dd} must not be before {from:yyyy-MM-dd}");
            matters.Add(new GridMatter(row.Text("category"), row.Text("matter"), row.Text("basis"), from, to));
        }

        var version = root.Text("version");
        file.ThrowIfRejected();
        return new GridMatterList(version, matters);
    }
}
