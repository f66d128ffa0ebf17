using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;

namespace GridGov.Workflow.Engine.Definitions.Descriptors;

/// <summary>
/// Prepares documents for Studio, which crashes on a node without descriptor (trap T1) and on missing lists: every activity gets a type
/// and version from <see cref="WorkflowTypeDescriptors.Activities"/>, unknown types become placeholders. Saving the result gives the
/// stored document back. Made per request, over the same definitions as the descriptors.
/// </summary>
public sealed class DefinitionPresenter(IActivityRegistry registry, IReadOnlyList<DefinitionVersion> usableAsActivities)
{
    /// <summary>The definition object for a response, without <c>links</c>; the caller may add members.</summary>
    public JsonObject Present(DefinitionVersion version)
    {
        var shown = NotFoundPlaceholders.Substitute(version.Document, IsKnown);
        var document = JsonObject.Create(shown.Json)!;
        foreach (var list in (string[])["variables", "inputs", "outputs", "outcomes"])
        {
            if (document[list] is not JsonArray) document[list] = new JsonArray();
        }

        var properties = Ensure(document, "customProperties");
        Ensure(document, "options");

        // Trap T18: the settings panel reads the default unconditionally.
        if (properties["logPersistenceConfig"] is JsonObject config && !config.ContainsKey("default"))
        {
            config["default"] = new JsonObject { ["evaluationMode"] = "Strategy", ["strategyType"] = null, ["expression"] = null };
        }

        if (document["root"] is JsonObject root)
        {
            foreach (var activity in ActivityNodes.SelfAndDescendants(root)) Complete(activity);
        }

        return JsonObject.Create(DefinitionJson.Read(DefinitionJson.Write(document)))!;
    }

    /// <summary>A part of a definition for a response; node ids stay as they are.</summary>
    public JsonObject PresentActivity(JsonObject activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var document = WorkflowDocument.Trusted(DefinitionJson.Write(new JsonObject { ["root"] = activity }));
        var root = JsonObject.Create(NotFoundPlaceholders.Substitute(document, IsKnown).Root)!;
        foreach (var one in ActivityNodes.SelfAndDescendants(root)) Complete(one);
        return root;
    }

    private bool IsKnown(JsonElement activity) => registry.TryGet(activity.Text("type") ?? "", out _) || Find(activity) is not null;

    private DefinitionVersion? Find(JsonElement activity) =>
        WorkflowActivityLookup.Find(usableAsActivities, static version => version.Summary, activity);

    private void Complete(JsonObject activity)
    {
        Ensure(activity, "customProperties");
        Ensure(activity, "metadata");
        if (registry.TryGet(ActivityNodes.Text(activity, "type")!, out _))
        {
            SetIfOther(activity, "version", 1);
            if (ActivityNodes.Text(activity, "type") != "Elsa.Flowchart") return;
            if (activity["activities"] is not JsonArray) activity["activities"] = new JsonArray();
            if (activity["connections"] is not JsonArray) activity["connections"] = new JsonArray();
        }
        else if (Find(JsonSerializer.SerializeToElement(activity)) is { Summary: var used })
        {
            var published = usableAsActivities.Select(version => version.Summary)
                .FirstOrDefault(version => version.DefinitionId == used.DefinitionId && version.IsPublished);
            SetIfOther(activity, "type", used.ActivityType!);
            SetIfOther(activity, "version", used.Version);
            activity["workflowDefinitionId"] = used.DefinitionId;
            activity["workflowDefinitionVersionId"] = used.Id;
            activity["latestAvailablePublishedVersion"] = published?.Version;
            activity["latestAvailablePublishedVersionId"] = published?.Id;
        }
    }

    private static void SetIfOther(JsonObject activity, string name, JsonNode value)
    {
        if (!JsonNode.DeepEquals(activity[name], value)) activity[name] = value;
    }

    private static JsonObject Ensure(JsonObject owner, string name)
    {
        if (owner[name] is JsonObject existing) return existing;
        var added = new JsonObject();
        owner[name] = added;
        return added;
    }
}
