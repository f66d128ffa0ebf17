using System.Globalization;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Dates as text, independent of culture, machine zone and clock. Text without an offset means China Standard Time.</summary>
internal static class DateTexts
{
    /// <summary>Asia/Shanghai: +08:00 without daylight saving since 1991; earlier summers are not modelled.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    // Only complete dates: .NET's free parser would fill missing parts from the machine's clock.
    private static readonly string[] Formats =
    [
        .. from date in new[] { "yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d" }
           from time in new[] { "", "'T'HH:mm", "'T'HH:mm:ss", "'T'HH:mm:ss.FFFFFFF", " HH:mm", " HH:mm:ss", " HH:mm:ss.FFFFFFF" }
           from zone in time.Length == 0 ? [""] : new[] { "", "K", " zzz" }
           select date + time + zone,
    ];

    /// <summary>Parses an ISO 8601 date, or date and time.</summary>
    public static bool TryParse(string text, out DateTimeOffset value)
    {
        text = text.Trim();
        if (!DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)) return false;
        var zoned = text[^1] is 'Z' or 'z' || text.AsSpan(Math.Min(10, text.Length)).IndexOfAny('+', '-') >= 0;
        if (zoned) return true;
        if (value.Ticks < Offset.Ticks) return false;
        value = new DateTimeOffset(value.DateTime, Offset);
        return true;
    }

    /// <summary>ISO 8601 with offset, fraction only where there is one.</summary>
    public static string Format(DateTimeOffset value) => value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>
    /// A script's <c>Date</c>: always seven digits, so that a script that reads the value again gets a Date and not a text.
    /// </summary>
    public static string FormatScriptDate(DateTimeOffset value) => value.ToOffset(Offset).ToString("o", CultureInfo.InvariantCulture);

    /// <summary>True for exactly what <see cref="FormatScriptDate"/> writes.</summary>
    public static bool IsScriptDate(string text) =>
        text.Length == 33 && text.EndsWith("+08:00", StringComparison.Ordinal)
        && DateTimeOffset.TryParseExact(text, "o", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
