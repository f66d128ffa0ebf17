using System.Globalization;
using System.Text;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>A limit as it was written, with what it means or why it could not be understood.</summary>
/// <param name="Text">The text as given; kept, so that a person can decide.</param>
/// <param name="Limit">The running limit, or null when the text was not understood.</param>
/// <param name="Problem">The reason in Chinese, or null.</param>
public sealed record ParsedLimit(string Text, Limit? Limit, string? Problem);

/// <summary>
/// Reads and writes limits in the Chinese of filing standards (domain.md §3.1). A text that is not understood is flagged and
/// never defaulted: a real system falls back to one natural day there, and nobody notices.
/// Minutes and a bare “日” are flagged too, because they do not say whether nights and holidays count.
/// </summary>
public static class LimitText
{
    private const string Digits = "零一二三四五六七八九";

    private static readonly (string Word, LimitUnit Unit)[] Words =
    [
        ("紧急工作时", LimitUnit.UrgentHour), ("紧急工作小时", LimitUnit.UrgentHour), ("紧急工作日", LimitUnit.UrgentDay),
        ("工作时", LimitUnit.WorkHour), ("工作小时", LimitUnit.WorkHour), ("小时", LimitUnit.WorkHour),
        ("工作日", LimitUnit.WorkDay), ("天", LimitUnit.WorkDay), ("自然日", LimitUnit.NaturalDay),
    ];

    /// <summary>Reads a running limit such as “4小时”, “2天”, “3个工作日内”, “２紧急工作时”, “十五自然日”.</summary>
    public static ParsedLimit Parse(string? text)
    {
        var plain = Plain(text);
        if (plain.Length == 0) return Flag("Limit.Empty");
        var end = 0;
        while (end < plain.Length && IsNumeral(plain[end])) end++;
        if (Amount(plain[..end]) is not { } amount) return Flag("Limit.NoAmount", plain);
        var unit = plain[end..].TrimStart('个');
        foreach (var ending in (ReadOnlySpan<string>)["以内", "之内", "内"])
        {
            if (!unit.EndsWith(ending, StringComparison.Ordinal)) continue;
            unit = unit[..^ending.Length];
            break;
        }

        foreach (var (word, known) in Words)
        {
            if (word != unit) continue;
            return Limit.Problem(amount, known, CountingMode.Running, rollForward: false) is null
                ? new ParsedLimit(text!, Limit.Running(amount, known), null)
                : Flag("Limit.Illegal", plain);
        }

        return Flag("Limit.UnknownUnit", plain, unit);

        ParsedLimit Flag(string rule, params object[] values) => new(text ?? "", null, DeadlineTexts.Table.Format(rule, values));
    }

    /// <summary>The limit in Chinese, such as “5个工作日（次日起算）” or “30分钟（昼夜连续）”.</summary>
    public static string Describe(Limit limit)
    {
        if (limit.Unit is LimitUnit.UrgentHour or LimitUnit.WorkHour && limit.Minutes % 60 != 0)
            return limit.Minutes.ToString(CultureInfo.InvariantCulture) + (limit.Unit == LimitUnit.UrgentHour ? "分钟（昼夜连续）" : "分钟（工作时间内）");
        var word = limit.Unit switch
        {
            LimitUnit.UrgentHour => "紧急工作时",
            LimitUnit.UrgentDay => "紧急工作日",
            LimitUnit.WorkHour => "工作时",
            LimitUnit.WorkDay => "工作日",
            _ => "自然日",
        };
        var statutory = limit.Mode == CountingMode.Statutory ? limit.RollForward ? "（次日起算，遇假顺延）" : "（次日起算）" : "";
        return limit.Amount.ToString("0.####", CultureInfo.InvariantCulture) + "个" + word + statutory;
    }

    /// <summary>Without white space, and with full-width digits and stops as plain ones.</summary>
    private static string Plain(string? text)
    {
        var plain = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (char.IsWhiteSpace(c)) continue;
            plain.Append(c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c == '．' ? '.' : c);
        }

        return plain.ToString();
    }

    private static bool IsNumeral(char c) => c is >= '0' and <= '9' or '.' or '两' or '十' || Digits.Contains(c, StringComparison.Ordinal);

    private static decimal? Amount(string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain)) return plain;
        var chinese = text.Replace('两', '二');
        var ten = chinese.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0) return Digit(chinese);
        var (before, after) = (chinese[..ten], chinese[(ten + 1)..]);
        return (before.Length == 0 ? 1 : Digit(before)) * 10 + (after.Length == 0 ? 0 : Digit(after));
    }

    private static int? Digit(string text) => text.Length == 1 && Digits.IndexOf(text[0], StringComparison.Ordinal) is >= 0 and var digit ? digit : null;
}
