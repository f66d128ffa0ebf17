using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GridGov.Workflow.SqlServer.Tests;

/// <summary>Files of the product that talk to the database.</summary>
internal static partial class QueryingFiles
{
    /// <summary>
    /// Files that query and that the run of this project did not see as the first to ask: it does not reach them, or their query was
    /// asked elsewhere before. This is the gap in what is checked; a new file does not join it unnoticed.
    /// </summary>
    public static IReadOnlyList<string> NotSeen { get; } =
    [
        "src/Engine/History/Replayer.cs",
        "src/Engine/Runtime/Membership/DatabaseMembershipTable.cs",
        "src/Host/Console/Cases/CasesPage.razor.cs",
        "src/Host/Console/Live/LiveUpdates.cs",
        "src/Host/Elsa/Definitions/ActivationRules.cs",
        "src/Host/Elsa/Definitions/DefinitionReads.cs",
        "src/Host/Meetings/MeetingReader.cs",
        "src/Host/Notices/NoticeOutbox.cs",
        "src/Host/Notices/NoticeSender.cs",
        "src/Host/Startup/HostStarter.cs",
        "src/Host/Tasks/InboxIndex.cs",
    ];

    public static IReadOnlyList<string> All() => Matching(Query());

    public static IReadOnlyList<string> WithRawStatements() => Matching(Raw());

    private static List<string> Matching(Regex pattern)
    {
        var root = Root();
        return [.. Directory.EnumerateFiles(Path.Combine(root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
                && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal))
            .Where(file => pattern.IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"\.(ToListAsync|ToArrayAsync|ToDictionaryAsync|ToHashSetAsync|FirstAsync|FirstOrDefaultAsync|SingleAsync|SingleOrDefaultAsync|CountAsync|LongCountAsync|AnyAsync|AllAsync|SumAsync|MaxAsync|MinAsync|AverageAsync|AsAsyncEnumerable|ExecuteUpdateAsync|ExecuteDeleteAsync)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Query();

    [GeneratedRegex(@"\.(FromSql|ExecuteSql|SqlQuery)\w*\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Raw();
}
