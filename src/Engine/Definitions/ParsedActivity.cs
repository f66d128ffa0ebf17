using System.Text.Json;
using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>An activity of the document with its type resolved and its children found, before ids are settled.</summary>
internal sealed class ParsedActivity(JsonElement json, string type, Activity activity)
{
    public JsonElement Json { get; } = json;
    public string Type { get; } = type;
    public Activity Activity { get; } = activity;

    /// <summary>Type version after normalisation: a version that some descriptor has.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The definition behind a workflow used as an activity.</summary>
    public DefinitionContent? Pin { get; init; }
    public List<(string Slot, ParsedActivity Child)> Children { get; } = [];

    /// <summary>Settled by <see cref="NodeIds"/>.</summary>
    public string Id { get; set; } = "";
}
