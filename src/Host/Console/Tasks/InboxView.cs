using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Host.Tasks;

namespace GridGov.Workflow.Host.Console.Tasks;

/// <summary>How an inbox is narrowed; null = any.</summary>
/// <param name="Light">Name of a light, or <c>None</c> for tasks without a limit.</param>
/// <param name="Held"><c>me</c> for those that I hold, <c>open</c> for those that nobody holds yet.</param>
public sealed record InboxNarrowing(string? Light, string? Name, string? Words, string? Held);

/// <summary>The inbox sorted, counted and cut into pages. Pure.</summary>
public sealed record InboxView(
    IReadOnlyList<InboxEntry> Rows, int Found, int All, int Page, int Pages, IReadOnlyDictionary<string, int> ByLight, IReadOnlyList<string> TaskNames)
{
    public const int PageSize = 50;
    private const string NoLight = "None";

    public static InboxView Of(IReadOnlyList<InboxEntry> entries, InboxNarrowing by, int page, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(by);
        var lit = entries.Where(entry => Fits(entry, by)).Select(entry => (Entry: entry, Light: entry.LightAt(now))).ToList();
        var counts = lit.GroupBy(item => KeyOf(item.Light)).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var found = by.Light is null ? lit : lit.FindAll(item => KeyOf(item.Light) == by.Light);
        found.Sort((a, b) => Compare(a, b));
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        return new InboxView(
            [.. found.Skip((shown - 1) * PageSize).Take(PageSize).Select(item => item.Entry)], found.Count, lit.Count, shown, pages, counts,
            [.. entries.Select(entry => entry.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static string KeyOf(Light? light) => light?.ToString() ?? NoLight;

    private static bool Fits(InboxEntry entry, InboxNarrowing by) =>
        (by.Name is null || entry.Name == by.Name)
        && (by.Held is null || (by.Held == "me" ? entry.Assignee is not null : entry.Assignee is null))
        && (string.IsNullOrWhiteSpace(by.Words) || Holds(entry.CaseNumber, by.Words) || Holds(entry.Title, by.Words));

    private static bool Holds(string? text, string words) => text is not null && text.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase);

    // Red before yellow before green before none; the nearest limit first.
    private static int Compare((InboxEntry Entry, Light? Light) a, (InboxEntry Entry, Light? Light) b)
    {
        var order = Rank(a.Light).CompareTo(Rank(b.Light));
        if (order == 0) order = Nullable.Compare(a.Entry.DueAt, b.Entry.DueAt);
        if (order == 0) order = a.Entry.CreatedAt.CompareTo(b.Entry.CreatedAt);
        return order != 0 ? order : string.CompareOrdinal(a.Entry.Id, b.Entry.Id);
    }

    private static int Rank(Light? light) => light switch { Light.Red => 0, Light.Yellow => 1, Light.Green => 2, _ => 3 };
}
