using System.Globalization;
using System.Text;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>The <c>date</c> filter: strftime, China Standard Time, the burst's clock for <c>now</c> and <c>today</c>.</summary>
internal static class LiquidDates
{
    public static object? Format(LiquidContext context, object? value, string format)
    {
        if (Parse(context, value) is not { } date) return value;
        var local = date.ToOffset(DateTexts.Offset);
        if (format.Length == 0) return DateTexts.Format(local);
        var result = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                result.Append(format[i]);
                continue;
            }

            var unpadded = format[i + 1] == '-' && i + 2 < format.Length;
            var directive = format[i += unpadded ? 2 : 1];
            var text = Directive(local, directive);
            result.Append(unpadded ? text.TrimStart('0', ' ') is { Length: > 0 } trimmed ? trimmed : "0" : text);
        }

        return result.ToString();
    }

    private static DateTimeOffset? Parse(LiquidContext context, object? value) => value switch
    {
        "now" or "Now" => context.Now,
        "today" or "Today" => new DateTimeOffset(context.Now.ToOffset(DateTexts.Offset).Date, DateTexts.Offset),
        string text when DateTexts.TryParse(text, out var date) => date,
        string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => FromUnix(seconds),
        int seconds => FromUnix(seconds),
        long seconds => FromUnix(seconds),
        _ => null,
    };

    private static DateTimeOffset? FromUnix(long seconds) => seconds is >= -62135568000 and < 253402271999 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static string Directive(DateTimeOffset date, char directive)
    {
        string Net(string format) => date.ToString(format, CultureInfo.InvariantCulture);
        return directive switch
        {
            'Y' => Net("yyyy"),
            'y' => Net("yy"),
            'C' => (date.Year / 100).ToString("00", CultureInfo.InvariantCulture),
            'm' => Net("MM"),
            'B' => Net("MMMM"),
            'b' or 'h' => Net("MMM"),
            'd' => Net("dd"),
            'e' => date.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
            'j' => date.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
            'A' => Net("dddd"),
            'a' => Net("ddd"),
            'u' => (date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture),
            'w' => ((int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture),
            'V' => ISOWeek.GetWeekOfYear(date.DateTime).ToString("00", CultureInfo.InvariantCulture),
            'G' => ISOWeek.GetYear(date.DateTime).ToString(CultureInfo.InvariantCulture),
            'H' => Net("HH"),
            'I' => Net("hh"),
            'k' => date.Hour.ToString(CultureInfo.InvariantCulture).PadLeft(2),
            'l' => Net("%h").PadLeft(2),
            'M' => Net("mm"),
            'S' => Net("ss"),
            'L' => Net("fff"),
            'N' => Net("fffffff") + "00",
            'p' => Net("tt"),
            'P' => Net("tt").ToLowerInvariant(),
            'z' => "+0800",
            'Z' => "CST",
            's' => date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            'F' => Net("yyyy-MM-dd"),
            'D' or 'x' => Net("MM/dd/yy"),
            'T' or 'X' => Net("HH:mm:ss"),
            'R' => Net("HH:mm"),
            'r' => Net("hh:mm:ss tt"),
            'c' => Net("ddd MMM dd HH:mm:ss yyyy"),
            'n' => "\n",
            't' => "\t",
            '%' => "%",
            _ => "%" + directive,
        };
    }
}
