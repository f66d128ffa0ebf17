using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>The <c>options</c> of a definition (elsa-definition-format.md §2.1).</summary>
/// <param name="ActivityCategory">Picker category when used as an activity; null = <c>Workflows</c>.</param>
public sealed record DefinitionOptions(
    string? ActivationStrategyType,
    bool UsableAsActivity,
    bool AutoUpdateConsumingWorkflows,
    string? ActivityCategory,
    string? IncidentStrategyType,
    string? CommitStrategyName)
{
    internal static DefinitionOptions Read(JsonElement document)
    {
        var options = document.Member("options");

        // Obsolete place, read as a fallback only (§2).
        var usable = options.Flag("usableAsActivity") ?? document.Flag("usableAsActivity") ?? false;
        return new DefinitionOptions(
            options.Text("activationStrategyType"),
            usable,
            options.Flag("autoUpdateConsumingWorkflows") ?? false,
            options.Text("activityCategory"),
            options.Text("incidentStrategyType"),
            options.Text("commitStrategyName"));
    }
}
