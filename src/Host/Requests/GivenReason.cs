using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Requests;

/// <summary>Why somebody does something, for a column that holds so many characters.</summary>
internal static class GivenReason
{
    public const int Longest = 500;

    /// <summary>The reason without blanks around it.</summary>
    /// <exception cref="ProblemException">422 for none, or one that is too long.</exception>
    public static string Require(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > Longest
        ? throw ProblemException.Missing("reason", $"a reason in words, at most {Longest} characters")
        : reason.Trim();
}
