namespace GridGov.Workflow.Host.Notices;

/// <summary>Names of notices: what happened, and to which task or application. The same however often one looks.</summary>
internal static class NoticeKey
{
    public const int MaxLength = 160;
    public const string Task = "task/";
    public const string Overdue = "overdue/";
    public const string Appeal = "appeal/";

    public static bool IsOne(string key) => key.Length <= MaxLength
        && (key.StartsWith(Task, StringComparison.Ordinal) || key.StartsWith(Overdue, StringComparison.Ordinal) || key.StartsWith(Appeal, StringComparison.Ordinal));
}
