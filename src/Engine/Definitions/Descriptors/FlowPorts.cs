using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Documents;

namespace GridGov.Workflow.Engine.Definitions.Descriptors;

/// <summary>
/// Flow ports with the names that people read. A descriptor without any would let Studio draw one of its own with an English
/// name, so the implicit one is written out.
/// </summary>
internal static class FlowPorts
{
    private static readonly PortDescriptor Done = Port("Done", "完成");

    /// <summary>Ports of an activity class.</summary>
    public static IEnumerable<PortDescriptor> Of(ActivityDescriptor descriptor)
    {
        if (!descriptor.Outcomes.IsEmpty) return descriptor.Outcomes.Select(outcome => Port(outcome.Name, outcome.DisplayName));

        // Studio draws the ports of such an input itself and must not be told others.
        var isDynamic = descriptor.Inputs.Any(input => input.Attribute.UIHint == "dynamic-outcomes");
        return descriptor.Attribute.IsTerminal || isDynamic ? [] : [Done];
    }

    /// <summary>
    /// Ports of a workflow as activity: an outcome is called as the activities call theirs of the same name, else as the node that
    /// completes with it is labelled.
    /// </summary>
    public static IEnumerable<PortDescriptor> Of(WorkflowDocument document, IActivityRegistry registry)
    {
        var outcomes = document.Outcomes.Distinct(StringComparer.Ordinal).ToList();
        if (outcomes.Count == 0) return [Done];
        var names = DisplayNames(document, registry);
        return outcomes.Select(outcome => Port(outcome, names.GetValueOrDefault(outcome, outcome)));
    }

    // Two classes may name one outcome differently: those that the workflow itself uses come first, then the order of type names.
    private static Dictionary<string, string> DisplayNames(WorkflowDocument document, IActivityRegistry registry)
    {
        var used = document.Activities.Select(activity => activity.Type).ToHashSet(StringComparer.Ordinal);
        var classes = registry.All.Select(ActivityDescriptor.Of)
            .OrderByDescending(descriptor => used.Contains(descriptor.Attribute.Type))
            .ThenBy(descriptor => descriptor.Attribute.Type, StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var outcome in classes.SelectMany(descriptor => descriptor.Outcomes)) names.TryAdd(outcome.Name, outcome.DisplayName);
        names.TryAdd(Done.Name, Done.DisplayName!);
        foreach (var (outcome, label) in document.Activities.Where(activity => activity.Type == "Elsa.Complete").Select(LabelledOutcome))
            if (outcome is not null && label is not null) names.TryAdd(outcome, label);
        return names;
    }

    private static (string? Outcome, string? Label) LabelledOutcome(ActivityVisit complete) => (
        complete.Json.Member("outcomes").Member("expression").Text("value"), complete.Json.Member("metadata").Text("displayText"));

    private static PortDescriptor Port(string name, string displayName) => new(name, displayName, "Flow", IsBrowsable: true);
}
