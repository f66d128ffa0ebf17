using System.Text.Json;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Validation;

/// <summary>Reads whether an activity starts instances (elsa-definition-format.md §4).</summary>
internal static class StartTriggers
{
    /// <summary>The flag lives in customProperties; a top-level one and PascalCase spellings occur in old files.</summary>
    public static bool CanStartWorkflow(JsonElement activity)
    {
        var properties = activity.Member("customProperties");
        return properties.Flag("canStartWorkflow") ?? properties.Flag("CanStartWorkflow")
            ?? activity.Flag("canStartWorkflow") ?? activity.Flag("CanStartWorkflow") ?? false;
    }
}
