using System.Globalization;

namespace GridGov.Workflow.Activities.Tests.Deadlines;

/// <summary>Short ways to write instants in China time.</summary>
internal static class At
{
    public static DateTimeOffset China(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
