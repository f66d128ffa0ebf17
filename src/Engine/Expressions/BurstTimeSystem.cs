using System.Globalization;
using System.Text.RegularExpressions;
using Jint.Runtime;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>The burst's time, and China Standard Time as the local zone, for JavaScript dates.</summary>
internal sealed partial class BurstTimeSystem(DateTimeOffset now) : ITimeSystem
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", DateTexts.Offset, "Asia/Shanghai", "China Standard Time");

    private static readonly DefaultTimeSystem Parser = new(Zone, CultureInfo.InvariantCulture);

    public TimeZoneInfo DefaultTimeZone => Zone;

    public DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    public TimeSpan GetUtcOffset(long epochMilliseconds) => DateTexts.Offset;

    public bool TryParse(string date, out long epochMilliseconds)
    {
        epochMilliseconds = 0;
        // Text without a year, such as "10:30", would be completed from the machine's clock.
        return date.Length <= 64 && FourDigits().IsMatch(date) && Parser.TryParse(date, out epochMilliseconds);
    }

    [GeneratedRegex(@"\d{4}", RegexOptions.CultureInvariant, 100)]
    private static partial Regex FourDigits();
}
