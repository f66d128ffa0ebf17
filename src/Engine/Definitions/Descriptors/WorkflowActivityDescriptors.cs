using System.Collections.Frozen;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Engine.Definitions.Persistence;

namespace GridGov.Workflow.Engine.Definitions.Descriptors;

/// <summary>Descriptors of workflows usable as activities (elsa-definition-format.md §10.6).</summary>
internal static class WorkflowActivityDescriptors
{
    // Elsa's default is "Workflows"; people read this one in the toolbox.
    private const string DefaultCategory = "子流程";

    private static readonly FrozenSet<string> BuiltIn = FrozenSet.Create(
        StringComparer.Ordinal, "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "canStartWorkflow", "runAsynchronously",
        "root", "source", "variables", "workflowDefinitionId", "workflowDefinitionVersionId", "latestAvailablePublishedVersion",
        "latestAvailablePublishedVersionId");

    /// <summary>Null when the version is not usable as an activity.</summary>
    /// <param name="registry">For the display names of outcomes.</param>
    public static ActivityTypeDescriptor? Of(DefinitionVersion version, IActivityRegistry registry)
    {
        var summary = version.Summary;
        if (summary.ActivityType is not { } type) return null;
        var document = version.Document;
        return new ActivityTypeDescriptor(
            type,
            Namespace: "",
            type,
            summary.Version,
            string.IsNullOrWhiteSpace(document.Options.ActivityCategory) ? DefaultCategory : document.Options.ActivityCategory,
            summary.Name,
            summary.Description,
            Kind: "Action",
            RunAsynchronously: false,
            IsContainer: false,
            IsBrowsable: summary.IsPublished,
            IsStart: false,
            IsTerminal: false,
            CustomProperties: new Dictionary<string, object?>
            {
                ["RootType"] = "WorkflowDefinitionActivity",
                ["WorkflowDefinitionId"] = summary.DefinitionId,
                ["WorkflowDefinitionVersionId"] = summary.Id,
            },
            ConstructionProperties: new Dictionary<string, object?>
            {
                ["WorkflowDefinitionId"] = summary.DefinitionId,
                ["WorkflowDefinitionVersionId"] = summary.Id,
                ["Version"] = summary.Version,
            },
            [
                new PortDescriptor("Root", "根活动", "Embedded", IsBrowsable: false),
                .. FlowPorts.Of(document, registry),
            ],
            [.. document.Json.Items("inputs").Where(IsNamed).Select(Input)],
            [.. document.Outputs.DistinctBy(output => output.Name).Select(Output)]);
    }

    /// <summary>Name in descriptor and node: prefixed when the member would collide with a built-in one.</summary>
    internal static string MemberName(string name) => BuiltIn.Contains(JsonNamingPolicy.CamelCase.ConvertName(name)) ? "_" + name : name;

    private static bool IsNamed(JsonElement input) => !string.IsNullOrWhiteSpace(input.Text("name"));

    private static InputDescriptor Input(JsonElement input)
    {
        var name = input.Text("name")!;
        var hint = input.Text("uiHint") is { Length: > 0 } given ? given : "singleline";
        return new InputDescriptor(
            MemberName(name),
            DefinitionMembers.FullAlias(input, "type"),
            Shown(input.Text("displayName")) ?? name,
            input.Text("description"),
            Order: 0,
            IsBrowsable: true,
            IsSerializable: true,
            IsSynthetic: true,
            IsWrapped: true,
            hint,
            Shown(input.Text("category")),
            DefaultValue: null,
            DefaultSyntax: null,
            IsReadOnly: false,
            IsSensitive: false,
            Shown(input.Text("storageDriverType")),
            AutoEvaluate: true,
            UiSpecifications.Of(hint, null, null, null));
    }

    private static OutputDescriptor Output(ArgumentDefinition output) => new(
        MemberName(output.Name), output.Type, Shown(output.DisplayName) ?? output.Name, output.Description, 0, IsBrowsable: true, IsSynthetic: true);

    private static string? Shown(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
