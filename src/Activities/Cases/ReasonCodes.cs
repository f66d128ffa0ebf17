using System.Collections.Frozen;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>The reason codes of rule G1, by kind of decision, such as <c>Decline</c>, <c>Return</c>, <c>Rework</c>.</summary>
public static class ReasonCodes
{
    private static readonly FrozenDictionary<string, IReadOnlyList<string>> Codes = CaseTexts.Table.Keys
        .Select(key => key.Split('.')).Where(parts => parts is ["Reason", _, _])
        .GroupBy(parts => parts[1], parts => parts[2])
        .ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group], StringComparer.Ordinal);

    /// <summary>Kinds that have a list.</summary>
    public static IEnumerable<string> Kinds => Codes.Keys.Order(StringComparer.Ordinal);

    /// <summary>The codes of a kind, in the order of the list.</summary>
    /// <exception cref="KeyNotFoundException">No such kind.</exception>
    public static IReadOnlyList<string> Of(string kind) => Codes[kind];

    /// <summary>What people read for a code.</summary>
    public static string NameOf(string kind, string code) => CaseTexts.Table.Format($"Reason.{kind}.{code}");
}
