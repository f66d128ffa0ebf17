using System.Globalization;
using System.Text;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Requests;

/// <summary>One page of a list. <paramref name="Next"/> goes into <c>?cursor=</c> for the following page; null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>One page of a numbered list. <paramref name="Next"/> goes into <c>?from=</c> or <c>?before=</c>; null at the end.</summary>
public sealed record NumberedPage<T>(IReadOnlyList<T> Items, long? Next);

/// <summary>A list that is short by nature, or that a limit cuts.</summary>
public sealed record Listing<T>(IReadOnlyList<T> Items);

/// <summary>
/// Cursor paging by (time, id): stable while rows are added, and as cheap on the last page as on the first.
/// </summary>
public readonly record struct Cursor(DateTimeOffset At, string Id)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    /// <exception cref="ProblemException">The limit is outside 1–500.</exception>
    public static int Limit(int? limit) => limit switch
    {
        null => DefaultLimit,
        >= 1 and <= MaxLimit => limit.Value,
        _ => throw ProblemException.Invalid("limit", limit.Value.ToString(CultureInfo.InvariantCulture), $"1 to {MaxLimit}"),
    };

    /// <exception cref="ProblemException">Not a cursor that we gave out.</exception>
    public static Cursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            var plain = Encoding.UTF8.GetString(Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/')));
            var cut = plain.IndexOf(' ', StringComparison.Ordinal);
            return new Cursor(new DateTimeOffset(long.Parse(plain[..cut], CultureInfo.InvariantCulture), TimeSpan.Zero), plain[(cut + 1)..]);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OverflowException)
        {
            throw ProblemException.Invalid("cursor", text, "the value of 'next' of the page before");
        }
    }

    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks} {Id}")))
            .Replace('+', '-').Replace('/', '_');
}
