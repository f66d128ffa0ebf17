using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Diff;

/// <summary>
/// Says in words what changed between two versions of a definition: settings, variables, inputs and outputs, activities, connections.
/// Drawing data counts as a move only. Pure.
/// </summary>
public static class DefinitionDiff
{
    private static readonly string[] Settings = ["name", "description", "options", "outcomes", "isReadonly"];

    /// <summary>The changes in the order of a reader's interest; none when both mean and look the same.</summary>
    /// <param name="registry">For the display names of activity types and their inputs.</param>
    /// <param name="english">Words in English instead of Chinese.</param>
    public static IReadOnlyList<DefinitionChange> Compare(WorkflowDocument from, WorkflowDocument to, IActivityRegistry registry, bool english = false)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var texts = new DiffTexts(english);
        return
        [
            .. Settings.SelectMany(name => Setting(texts, name, from.Json.Member(name), to.Json.Member(name))),
            .. Setting(texts, "customProperties", from.CustomProperties, to.CustomProperties),
            .. ListDiff.Compare(texts, "variable", from.Json, to.Json, "variables", "id",
                (DefinitionChangeKind.VariableAdded, DefinitionChangeKind.VariableRemoved, DefinitionChangeKind.VariableChanged)),
            .. ListDiff.Compare(texts, "input", from.Json, to.Json, "inputs", "name",
                (DefinitionChangeKind.InputAdded, DefinitionChangeKind.InputRemoved, DefinitionChangeKind.InputChanged)),
            .. ListDiff.Compare(texts, "output", from.Json, to.Json, "outputs", "name",
                (DefinitionChangeKind.OutputAdded, DefinitionChangeKind.OutputRemoved, DefinitionChangeKind.OutputChanged)),
            .. new ActivityDiff(registry, texts).Compare(from, to),
        ];
    }

    private static IEnumerable<DefinitionChange> Setting(DiffTexts texts, string name, JsonElement before, JsonElement after)
    {
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in Members(before, after))
            {
                var (old, now) = (before.Member(member), after.Member(member));
                if (DiffTexts.IsSame(old, now)) continue;
                yield return Changed(texts, $"{name}.{member}", texts.Member(member), old, now);
            }
        }
        else if (!DiffTexts.IsSame(before, after))
        {
            yield return Changed(texts, name, texts.Member(name), before, after);
        }
    }

    /// <summary>Names of both objects, those of the newer one first.</summary>
    internal static IEnumerable<string> Members(JsonElement before, JsonElement after) =>
        after.EnumerateObject().Select(member => member.Name)
            .Union(before.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal);

    private static DefinitionChange Changed(DiffTexts texts, string field, string shown, JsonElement before, JsonElement after)
    {
        var (old, now) = (DiffTexts.Value(before), DiffTexts.Value(after));
        return new DefinitionChange(
            DefinitionChangeKind.SettingChanged, null, field, old, now,
            texts.Format("diff.setting", shown, texts.OrNone(old), texts.OrNone(now)));
    }
}
