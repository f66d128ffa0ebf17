using System.Text.Json;
using GridGov.Workflow.Activities.Cases;

namespace GridGov.Workflow.Host.Console.Forms;

/// <summary>What the lists of a form depend on beside the form itself.</summary>
/// <param name="Case">The case that the form is about; null when the reader may not see it, or there is none.</param>
/// <param name="UnitId">Unit whose people the task is for, or null.</param>
/// <param name="Reason">Kind of the reason codes, or null = all that the form lists.</param>
/// <param name="Suggestions">What the system proposes, by field: shown first and filled in.</param>
public sealed record FormContext(GovCase? Case, string? UnitId, string? Reason, IReadOnlyDictionary<string, JsonElement> Suggestions)
{
    public static FormContext Of(GovCase? @case, string? unitId = null, string? reason = null) =>
        new(@case, unitId, reason, new Dictionary<string, JsonElement>());
}
