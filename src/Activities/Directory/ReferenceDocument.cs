using System.Text;
using System.Text.Json;
using GridGov.Workflow.Activities.Catalogue;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Partners;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>
/// A version of the reference data as one document: <c>{ directory, routing, gridMatters, partners, calendars, catalogues }</c>, each in the
/// form of its own data file (partners: see <see cref="ConnectedPartners"/>), the last two as lists. A document may give some of them only, or be a
/// directory file itself; the rest is taken over from the version before. Calendars and catalogues are added to those before. Immutable.
/// </summary>
internal sealed record ReferenceDocument(
    DirectorySnapshot Directory, RoutingTable Routing, GridMatterList GridMatters, ConnectedPartners Partners,
    IReadOnlyList<ReferenceVersion<WorkCalendar>> Calendars, IReadOnlyList<ReferenceVersion<DispatchCatalogue>> Catalogues, string Text)
{
    public const string CalendarsPart = "calendars";
    public const string CataloguesPart = "catalogues";
    private const string DirectoryPart = "directory";
    private const string RoutingPart = "routing";
    private const string MattersPart = "gridMatters";
    private const string PartnersPart = "partners";
    private static readonly string[] Parts = [DirectoryPart, RoutingPart, MattersPart, PartnersPart, CalendarsPart, CataloguesPart];
    private static readonly JsonDocumentOptions Json = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>What is shipped with the product, which the first version builds on.</summary>
    public static ReferenceDocument Shipped { get; } = Ship();

    /// <summary>The calendar for clocks that start now.</summary>
    public ReferenceVersion<WorkCalendar> Calendar => Calendars[^1];

    /// <summary>Checks a document and completes it.</summary>
    /// <param name="name">Name used in errors.</param>
    /// <param name="before">What the parts that are not given are taken from, and calendars and catalogues added to.</param>
    /// <exception cref="DataFileException">At least one value was rejected; all are listed by line and column.</exception>
    public static ReferenceDocument Read(string name, ReadOnlySpan<byte> utf8, ReferenceDocument before) => Read(name, utf8, before, before.Calendars, before.Catalogues);

    /// <summary>
    /// Reads a stored version, which stands for itself: what a later release of the product ships does not get into it. One from before
    /// a part was kept in the database goes on with what was shipped.
    /// </summary>
    public static ReferenceDocument ReadStored(string name, string text)
    {
        using var stored = JsonDocument.Parse(text, Json);
        return Read(
            name, Encoding.UTF8.GetBytes(text), Shipped,
            stored.RootElement.TryGetProperty(CalendarsPart, out _) ? [] : Shipped.Calendars, stored.RootElement.TryGetProperty(CataloguesPart, out _) ? [] : Shipped.Catalogues);
    }

    private static ReferenceDocument Read(
        string name, ReadOnlySpan<byte> utf8, ReferenceDocument before,
        IReadOnlyList<ReferenceVersion<WorkCalendar>> calendarsBefore, IReadOnlyList<ReferenceVersion<DispatchCatalogue>> cataloguesBefore)
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

        using var given = JsonDocument.Parse(WithoutMark(utf8).ToArray(), Json);
        var directory = isDirectory ? DirectoryLoader.Read(file, root) : root.Has(DirectoryPart) ? DirectoryLoader.Read(file, root.Child(DirectoryPart)) : before.Directory;
        var routing = root.Has(RoutingPart) ? RoutingTableLoader.Read(file, root.Child(RoutingPart)) : before.Routing;
        var matters = root.Has(MattersPart) ? GridMatterList.Read(file, root.Child(MattersPart)) : before.GridMatters;
        var partners = root.Has(PartnersPart) ? ConnectedPartners.Read(root.Child(PartnersPart)) : before.Partners;
        var calendars = ReferenceVersions.Add(file, CalendarsPart, given.RootElement, calendarsBefore, (from, node) =>
        {
            var calendar = WorkCalendarLoader.Read(from, node);
            return (calendar.Version, calendar);
        });
        var catalogues = ReferenceVersions.Add(file, CataloguesPart, given.RootElement, cataloguesBefore, (from, node) =>
        {
            var catalogue = DispatchCatalogueLoader.Read(from, node);
            return (catalogue.Version, catalogue);
        });
        CheckUnits(root, directory, routing);
        CheckDays(root, catalogues);
        file.ThrowIfRejected();
        return new ReferenceDocument(directory, routing, matters, partners, calendars, catalogues, Merge(given.RootElement, isDirectory, before.Text, calendars, catalogues));
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

        foreach (var row in routing.Rows)
        {
            if (directory.UnitById(row.UnitId)?.EndedOn is { } ended && (row.To is not { } to || to > ended))
                root.Reject($"ends the unit '{row.UnitId}' on {ended:yyyy-MM-dd}, to which the routing in force sends {row.Category ?? row.Duty} in {row.Area}; give a routing without it");
        }
    }

    // Two catalogues from the same day: nobody could say which of them is in force.
    private static void CheckDays(DataNode root, IReadOnlyList<ReferenceVersion<DispatchCatalogue>> catalogues)
    {
        foreach (var same in catalogues.GroupBy(catalogue => catalogue.Data.EffectiveFrom).Where(group => group.Count() > 1))
            root.Reject(CataloguesPart, $"{string.Join(", ", same.Select(catalogue => catalogue.Version))} take effect on the same day {same.Key:yyyy-MM-dd}; choose another day for one of them");
    }

    private static string Merge(
        JsonElement given, bool isDirectory, string before, IEnumerable<ReferenceVersion<WorkCalendar>> calendars, IEnumerable<ReferenceVersion<DispatchCatalogue>> catalogues)
    {
        using var old = JsonDocument.Parse(before, Json);
        return Compose(
            isDirectory ? given.GetRawText() : Part(DirectoryPart)!, Part(RoutingPart)!, Part(MattersPart)!, Part(PartnersPart),
            calendars.Select(calendar => calendar.Text), catalogues.Select(catalogue => catalogue.Text));

        string? Part(string name) => !isDirectory && given.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
            ? part.GetRawText()
            : old.RootElement.TryGetProperty(name, out var kept) ? kept.GetRawText() : null;
    }

    private static string Compose(string directory, string routing, string matters, string? partners, IEnumerable<string> calendars, IEnumerable<string> catalogues) =>
        $$"""{"{{DirectoryPart}}":{{directory}},"{{RoutingPart}}":{{routing}},"{{MattersPart}}":{{matters}}{{(partners is null ? "" : $",\"{PartnersPart}\":{partners}")}},"{{CalendarsPart}}":[{{string.Join(',', calendars)}}],"{{CataloguesPart}}":[{{string.Join(',', catalogues)}}]}""";

    private static ReferenceDocument Ship()
    {
        var calendar = new ReferenceVersion<WorkCalendar>(WorkCalendar.China.Version, WorkCalendar.China, Embedded(WorkCalendarLoader.EmbeddedFile));
        var catalogue = new ReferenceVersion<DispatchCatalogue>(DispatchCatalogue.Default.Version, DispatchCatalogue.Default, Embedded(DispatchCatalogueLoader.EmbeddedFile));
        var text = Compose(
            Embedded(DirectoryLoader.EmbeddedFile), Embedded(RoutingTableLoader.EmbeddedFile), Embedded(GridMatterList.EmbeddedFile), partners: null, [calendar.Text], [catalogue.Text]);
        return new ReferenceDocument(DirectorySnapshot.Demo, RoutingTable.Demo, GridMatterList.Demo, ConnectedPartners.Unknown, [calendar], [catalogue], text);
    }

    private static string Embedded(string path) => Encoding.UTF8.GetString(DataFile.EmbeddedBytes(path)).Trim('\uFEFF', '\r', '\n', ' ');

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
}
