using System.Text;
using System.Text.Json;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Partners;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>
/// A version of the reference data as one document: <c>{ directory, routing, gridMatters, partners }</c>, the first three in the
/// form of their own data files, the last see <see cref="ConnectedPartners"/>. A document may give some of them only, or be a directory file itself; the rest is taken over from the version before.
/// Immutable.
/// </summary>
internal sealed record ReferenceDocument(DirectorySnapshot Directory, RoutingTable Routing, GridMatterList GridMatters, ConnectedPartners Partners, string Text)
{
    private const string DirectoryPart = "directory";
    private const string RoutingPart = "routing";
    private const string MattersPart = "gridMatters";
    private const string PartnersPart = "partners";
    private static readonly string[] Parts = [DirectoryPart, RoutingPart, MattersPart, PartnersPart];

    /// <summary>What is shipped with the product, which the first version builds on.</summary>
    public static ReferenceDocument Shipped { get; } = new(DirectorySnapshot.Demo, RoutingTable.Demo, GridMatterList.Demo, ConnectedPartners.Unknown, Compose(
        Embedded(DirectoryLoader.EmbeddedFile), Embedded(RoutingTableLoader.EmbeddedFile), Embedded(GridMatterList.EmbeddedFile), partners: null));

    /// <summary>Checks a document and completes it.</summary>
    /// <param name="name">Name used in errors.</param>
    /// <param name="before">What the parts that are not given are taken from.</param>
    /// <exception cref="DataFileException">At least one value was rejected; all are listed by line and column.</exception>
    public static ReferenceDocument Read(string name, ReadOnlySpan<byte> utf8, ReferenceDocument before)
    {
        var file = DataFile.Parse(name, utf8);
        var root = file.Root;
        if (!root.KindIs(JsonTokenType.StartObject)) root.Reject($"must be an object, found {root.Describe()}");
        file.ThrowIfRejected();
        var isDirectory = root.Has("units");
        if (!isDirectory) root.AllowOnly(["note", .. Parts]);
        if (!isDirectory && !Parts.Any(root.Has))
            root.Reject($"must have at least one of {string.Join(", ", Parts)}, or be a directory with units, grids and people");
        file.ThrowIfRejected();

        var directory = isDirectory ? DirectoryLoader.Read(file, root) : root.Has(DirectoryPart) ? DirectoryLoader.Read(file, root.Child(DirectoryPart)) : before.Directory;
        var routing = root.Has(RoutingPart) ? RoutingTableLoader.Read(file, root.Child(RoutingPart)) : before.Routing;
        var matters = root.Has(MattersPart) ? GridMatterList.Read(file, root.Child(MattersPart)) : before.GridMatters;
        var partners = root.Has(PartnersPart) ? ConnectedPartners.Read(root.Child(PartnersPart)) : before.Partners;
        CheckUnits(root, directory, routing);
        file.ThrowIfRejected();
        return new ReferenceDocument(directory, routing, matters, partners, Merge(utf8, isDirectory, before.Text));
    }

    // A case routed to a unit that is not there would have no candidate for its task.
    private static void CheckUnits(DataNode root, DirectorySnapshot directory, RoutingTable routing)
    {
        var rows = root.Has(RoutingPart) ? root.Child(RoutingPart).Rows("rows") : null;
        foreach (var (index, row) in routing.Rows.Index().Where(item => directory.UnitById(item.Item.UnitId) is null))
        {
            if (rows is not null) rows[index].Reject("unit", $"'{row.UnitId}' is not a unit of the directory");
            else root.Reject($"has no unit '{row.UnitId}', to which the routing in force sends {row.Category ?? row.Duty} in {row.Area}; give a routing with it");
        }
    }

    private static string Merge(ReadOnlySpan<byte> utf8, bool isDirectory, string before)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        using var given = JsonDocument.Parse(utf8.ToArray(), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        using var old = JsonDocument.Parse(before);
        return Compose(isDirectory ? given.RootElement.GetRawText() : Part(DirectoryPart)!, Part(RoutingPart)!, Part(MattersPart)!, Part(PartnersPart));

        string? Part(string name) => !isDirectory && given.RootElement.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
            ? part.GetRawText()
            : old.RootElement.TryGetProperty(name, out var kept) ? kept.GetRawText() : null;
    }

    private static string Compose(string directory, string routing, string matters, string? partners) =>
        $$"""{"{{DirectoryPart}}":{{directory}},"{{RoutingPart}}":{{routing}},"{{MattersPart}}":{{matters}}{{(partners is null ? "" : $",\"{PartnersPart}\":{partners}")}}}""";

    private static string Embedded(string path) => Encoding.UTF8.GetString(DataFile.EmbeddedBytes(path)).Trim('\uFEFF', '\r', '\n', ' ');
}
