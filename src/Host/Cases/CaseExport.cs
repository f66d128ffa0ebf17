using System.Globalization;
using System.Text;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Host.Console.Texts;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Texts;
using MiniExcelLibs;

namespace GridGov.Workflow.Host.Cases;

/// <summary>
/// A search of cases as a table file. It holds what the list shows, under the same rights; no personal values. What a spreadsheet
/// would take for a formula is defused.
/// </summary>
internal sealed class CaseExport(CaseReader reader, UiTexts texts, Names names, PersonNames units)
{
    /// <summary>Spreadsheets get slow beyond; a narrower search is what is wanted then.</summary>
    private const int MostRows = 50_000;
    public const string ExcelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string CsvType = "text/csv";
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t', '\r'];

    /// <param name="format"><c>xlsx</c> (default) or <c>csv</c>.</param>
    /// <exception cref="ProblemException">Another format.</exception>
    public async Task<IResult> WriteAsync(CaseFilter filter, string? format, CancellationToken stop)
    {
        if (format is not (null or "xlsx" or "csv")) throw ProblemException.Invalid("format", format, "xlsx, csv");
        var rows = new List<Dictionary<string, object?>>();
        await foreach (var row in reader.ReadAllAsync(filter, MostRows, stop)) rows.Add(Row(row));
        if (rows.Count == 0) rows.Add(Row(null));
        return format == "csv"
            ? Results.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Csv(rows))).ToArray(), CsvType + "; charset=utf-8", "cases.csv")
            : Results.File(await SheetAsync(rows, stop), ExcelType, "cases.xlsx");
    }

    /// <summary>A leading apostrophe makes text of what would be a formula.</summary>
    internal static string Defused(string text) => text.Length > 0 && FormulaStarts.Contains(text[0]) ? "'" + text : text;

    private Dictionary<string, object?> Row(Activities.Cases.Rows.CaseRow? row)
    {
        var columns = new (string Key, string? Value)[]
        {
            ("Case.Number", row?.CaseNumber), ("Export.CaseTitle", row?.Title), ("Case.State", row is null ? null : names.Of(row.State)),
            ("Case.Category", row is null ? null : names.Category(row.Category)), ("Case.Grade", row is null ? null : names.Of(row.Grade)),
            ("Case.Channel", row is null ? null : names.Of(row.Channel)), ("Cases.Grid", units.Grid(row?.GridCode)), ("Case.LeadUnit", units.Unit(row?.LeadUnit)),
            ("Case.ReportedAt", Instant(row?.ReportedAt)), ("Export.DueAt", Instant(row?.DueAt)), ("Export.EndedAt", Instant(row?.EndedAt)),
            ("Case.Reworks", row?.ReworkCount.ToString(CultureInfo.InvariantCulture)), ("Export.Satisfaction", row?.Satisfaction is { } said ? names.Of(said) : null),
        };
        return columns.ToDictionary(column => texts[column.Key], column => (object?)Defused(column.Value ?? ""));
    }

    private static string? Instant(DateTimeOffset? at) => at?.ToChina().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static async Task<byte[]> SheetAsync(List<Dictionary<string, object?>> rows, CancellationToken stop)
    {
        using var buffer = new MemoryStream();
        await MiniExcel.SaveAsAsync(buffer, rows, cancellationToken: stop);
        return buffer.ToArray();
    }

    private static string Csv(List<Dictionary<string, object?>> rows)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', rows[0].Keys.Select(Quoted)).Append("\r\n");
        foreach (var row in rows) text.AppendJoin(',', row.Values.Select(value => Quoted((string)value!))).Append("\r\n");
        return text.ToString();
    }

    private static string Quoted(string value) => "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
