using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>Makes faults whose message is the text of their code.</summary>
internal static class DefinitionFaults
{
    public static DefinitionFault Error(string code, string? activityId, string field, string? value, params object?[] arguments) =>
        new(FaultSeverity.Error, code, activityId, field, JsonMembers.Shorten(value), DefinitionTexts.Format(code, arguments));

    public static DefinitionFault Warning(string code, string? activityId, string field, string? value, params object?[] arguments) =>
        Error(code, activityId, field, value, arguments) with { Severity = FaultSeverity.Warning };

    /// <summary>Names for a message: quoted, at most twenty.</summary>
    public static string List(IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToList();
        if (all.Count == 0) return "（无）";
        var shown = string.Join('、', all.Take(20).Select(name => $"“{JsonMembers.Shorten(name)}”"));
        return all.Count > 20 ? shown + "……" : shown;
    }
}
