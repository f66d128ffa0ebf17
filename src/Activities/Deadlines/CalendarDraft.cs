using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>
/// A calendar as an administrator gives it: a whole calendar file, or one row of <c>years</c>, which replaces or adds that year in the
/// calendar in force and gets a version of its own.
/// </summary>
public sealed record CalendarDraft(WorkCalendar Calendar, string Text)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Comments = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <param name="json">See above.</param>
    /// <param name="inForce">Text of the calendar in force.</param>
    /// <param name="taken">Versions that exist.</param>
    /// <exception cref="DataFiles.DataFileException">At least one value was rejected; all are listed by line and column of <paramref name="json"/>.</exception>
    public static CalendarDraft Read(string json, string inForce, IReadOnlyCollection<string> taken)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(taken);
        var bytes = Encoding.UTF8.GetBytes(json);
        if (!IsYear(json)) return new CalendarDraft(WorkCalendarLoader.Load("calendar", bytes), json);
        var year = WorkCalendarLoader.LoadYear("year", bytes).Year;
        var text = WithYear(inForce, json, year, taken);
        return new CalendarDraft(WorkCalendarLoader.Load("calendar", Encoding.UTF8.GetBytes(text)), text);
    }

    private static bool IsYear(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Comments);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("year", out _);
        }
        catch (JsonException)
        {
            // The loader tells where.
            return false;
        }
    }

    private static string WithYear(string inForce, string json, int year, IReadOnlyCollection<string> taken)
    {
        var calendar = JsonNode.Parse(inForce, documentOptions: Comments)!.AsObject();
        var years = calendar["years"]!.AsArray();
        var given = JsonNode.Parse(json, documentOptions: Comments);
        if (years.FirstOrDefault(row => YearOf(row) == year) is { } old)
        {
            if (JsonNode.DeepEquals(old, given)) return inForce;
            years.Remove(old);
        }

        var place = years.TakeWhile(row => YearOf(row) < year).Count();
        years.Insert(place, given);
        calendar["version"] = NextVersion(calendar["version"]!.GetValue<string>(), years.Max(YearOf), taken);
        return calendar.ToJsonString(Json);
    }

    private static int YearOf(JsonNode? row) => row!["year"]!.GetValue<int>();

    // cn-2026.1 with the year 2027 becomes cn-2027.1, and that with a correction cn-2027.2.
    private static string NextVersion(string before, int year, IReadOnlyCollection<string> taken)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"{before.Split('-')[0]}-{year}.");
        var number = 1;
        while (taken.Contains(stem + number.ToString(CultureInfo.InvariantCulture))) number++;
        return stem + number.ToString(CultureInfo.InvariantCulture);
    }
}
