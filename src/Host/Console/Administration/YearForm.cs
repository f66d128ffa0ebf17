using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Console.Administration;

/// <summary>
/// A year as an administrator types it from the published paper: a line for each run of days off, and the worked weekends. Becomes a row
/// of the calendar file; whether the days are right is the loader's to say, so nothing is dropped here.
/// </summary>
public sealed class YearForm
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly char[] Spaces = [' ', '\t', '　', ',', '，', '、'];

    public string Year { get; set; } = "";
    public string Source { get; set; } = "";

    /// <summary>Such as <c>春节 2027-02-05 2027-02-11</c>; the year may be left out, and the last day when there is only one.</summary>
    public string DaysOff { get; set; } = "";

    /// <summary>Days, apart by spaces, commas or lines.</summary>
    public string WorkingWeekends { get; set; } = "";

    public string ToJson()
    {
        var runs = Lines(DaysOff).Select(line => line.Split(Spaces, StringSplitOptions.RemoveEmptyEntries)).Select(parts => (JsonNode)new JsonObject
        {
            ["name"] = parts[0],
            ["from"] = Day(parts.ElementAtOrDefault(1)),
            ["to"] = Day(parts.Length > 2 ? string.Join(' ', parts[2..]) : parts.ElementAtOrDefault(1)),
        });
        var weekends = Lines(WorkingWeekends).SelectMany(line => line.Split(Spaces, StringSplitOptions.RemoveEmptyEntries)).Select(day => (JsonNode)Day(day)!);
        return new JsonObject
        {
            ["year"] = int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : Year,
            ["source"] = Source,
            ["daysOff"] = new JsonArray([.. runs]),
            ["workingWeekends"] = new JsonArray([.. weekends]),
        }.ToJsonString(Json);
    }

    private JsonNode? Day(string? text) => text is null ? null : text.Count(c => c == '-') == 1 ? $"{Year}-{text}" : text;

    private static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
