using System.Text.RegularExpressions;
using GridGov.Workflow.Activities.DataFiles;
using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>Reads a catalogue file; a bad row refuses the whole file, named by line, column and field.</summary>
public static partial class DispatchCatalogueLoader
{
    internal const string EmbeddedFile = "Catalogue/Data/catalogue.json";

    /// <summary>Reads a catalogue in the form of <c>Catalogue/Data/catalogue.json</c>.</summary>
    /// <param name="fileName">Name used in errors.</param>
    /// <param name="utf8">The content.</param>
    /// <exception cref="DataFileException">At least one value was rejected.</exception>
    public static DispatchCatalogue Load(string fileName, ReadOnlySpan<byte> utf8)
    {
        var file = DataFile.Parse(fileName, utf8);
        return Read(file, file.Root);
    }

    internal static DispatchCatalogue LoadEmbedded()
    {
        var file = DataFile.Embedded(EmbeddedFile);
        return Read(file, file.Root);
    }

    /// <summary>Reads the catalogue that lies under a node of a larger file.</summary>
    internal static DispatchCatalogue Read(DataFile file, DataNode root)
    {
        root.AllowOnly("version", "effectiveFrom", "note", "dutyUnits", "majors", "categories");
        var duties = ReadNames(root, "dutyUnits");
        var majors = ReadNames(root, "majors");
        var categories = new List<Category>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in root.Rows("categories"))
        {
            var category = ReadCategory(row, duties, majors);
            if (category.Code.Length > 0 && !codes.Add(category.Code)) row.Reject("code", $"'{category.Code}' is given twice");
            categories.Add(category);
        }

        if (categories.Count == 0) root.Reject("categories", "must have at least one row");
        var (version, effectiveFrom) = (root.Text("version"), root.Date("effectiveFrom"));
        file.ThrowIfRejected();
        return new DispatchCatalogue(version, effectiveFrom, duties, categories);
    }

    private static Dictionary<string, string> ReadNames(DataNode root, string field)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in root.Rows(field))
        {
            row.AllowOnly("code", "name");
            var (code, name) = (row.Text("code"), row.Text("name"));
            if (code.Length > 0 && !names.TryAdd(code, name)) row.Reject("code", $"'{code}' is given twice");
        }

        return names;
    }

    private static Category ReadCategory(DataNode row, Dictionary<string, string> duties, Dictionary<string, string> majors)
    {
        row.AllowOnly("code", "kind", "name", "lead", "assists", "emergencyLine", "restrictedView", "gridFirst", "standards");
        var code = row.Text("code");
        var kind = row.OneOf<CategoryKind>("kind");
        string? major = null;
        if (code.Length > 0 && !CodePattern().IsMatch(code)) row.Reject("code", $"must be C, E or L and four digits, found '{code}'");
        else if (code.Length > 0)
        {
            if (code[0] != "CEL"[(int)kind]) row.Reject("kind", $"{kind} does not fit the code '{code}'; C is Component, E is Incident, L is Local");
            if (!majors.TryGetValue(code[..3], out major)) row.Reject("code", $"'{code}' has the major category '{code[..3]}', which is not in majors");
        }

        var lead = ReadDuty(row, "lead", duties);
        var assists = row.Texts("assists");
        foreach (var assist in assists)
        {
            if (!duties.ContainsKey(assist)) row.Reject("assists", $"'{assist}' is not a code of dutyUnits");
            if (assist == lead) row.Reject("assists", $"'{assist}' is already the lead");
        }

        if (assists.Distinct(StringComparer.Ordinal).Count() != assists.Count) row.Reject("assists", "has a code twice");
        var line = row.OptionalText("emergencyLine");
        if (line is not (null or "" or "110" or "119" or "120" or "122")) row.Reject("emergencyLine", $"must be 110, 119, 120 or 122, found '{line}'");
        var standards = new List<FilingStandard>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in row.Rows("standards"))
        {
            var standard = ReadStandard(item, code, duties);
            if (!ids.Add(standard.Id)) item.Reject("id", $"'{standard.Id}' is given twice");
            standards.Add(standard);
        }

        if (standards.Count == 0) row.Reject("standards", "must have at least one row; without a filing standard no case can be filed");
        return new Category(code, kind, major ?? "", row.Text("name"), lead, assists, standards, line, row.Flag("restrictedView", absent: false), row.Flag("gridFirst", absent: false));
    }

    private static FilingStandard ReadStandard(DataNode row, string code, Dictionary<string, string> duties)
    {
        row.AllowOnly("id", "filing", "lead", "grade", "receive", "dispose", "closing", "verification", "seasonal", "source");
        var id = row.Text("id");
        if (id.Length > 0 && (!StandardPattern().IsMatch(id) || !id.StartsWith(code + "-", StringComparison.Ordinal)))
            row.Reject("id", $"must be the category code, a hyphen and a number from 1, such as {code}-1; found '{id}'");
        var verification = Verification.None;
        foreach (var item in row.Rows("verification"))
        {
            var kind = item.As<Verification>();
            if (kind == Verification.None && item.Scalar == nameof(Verification.None)) item.Reject("'None' is not a verification");
            verification |= kind;
        }

        if (verification == Verification.None) row.Reject("verification", "must name at least one kind; closing has to rest on something");
        return new FilingStandard(
            id,
            row.Text("filing"),
            row.Text("closing"),
            row.OneOf<CaseGrade>("grade"),
            LimitReader.Read(row.Child("receive")),
            LimitReader.Read(row.Child("dispose")),
            verification,
            row.Has("lead") ? ReadDuty(row, "lead", duties) : null,
            row.Flag("seasonal", absent: false),
            row.Text("source"));
    }

    private static string ReadDuty(DataNode row, string field, Dictionary<string, string> duties)
    {
        var duty = row.Text(field);
        if (duty.Length > 0 && !duties.ContainsKey(duty)) row.Reject(field, $"'{duty}' is not a code of dutyUnits");
        return duty;
    }

    [GeneratedRegex(@"^[CEL][0-9]{4}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^[CEL][0-9]{4}-[1-9][0-9]{0,2}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StandardPattern();
}
