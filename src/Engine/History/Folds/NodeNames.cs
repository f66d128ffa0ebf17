using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Descriptors;

namespace GridGov.Workflow.Engine.History.Folds;

/// <summary>The journal names inputs and outputs as the JSON does (camelCase); viewers look them up by the descriptor's names.</summary>
internal static class NodeNames
{
    public static IReadOnlyDictionary<string, JsonElement> Inputs(ActivityNode? node, IReadOnlyDictionary<string, JsonElement>? values) =>
        Rename(values, name => node?.Compiled is CompositeInfo composite
            ? Composite(composite.Inputs, name)
            : Find(node, descriptor => descriptor.Inputs.FirstOrDefault(input => input.Handle.Name == name).Handle?.Property, name));

    public static IReadOnlyDictionary<string, JsonElement> Outputs(ActivityNode? node, IReadOnlyDictionary<string, JsonElement>? values) =>
        Rename(values, name => node?.Compiled is CompositeInfo composite
            ? Composite(composite.Outputs, name)
            : Find(node, descriptor => descriptor.Outputs.FirstOrDefault(output => output.Handle.Name == name).Handle?.Property, name));

    private static Dictionary<string, JsonElement> Rename(IReadOnlyDictionary<string, JsonElement>? values, Func<string, string> rename)
    {
        var renamed = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in values ?? new Dictionary<string, JsonElement>()) renamed[rename(name)] = value;
        return renamed;
    }

    private static string Composite(IEnumerable<CompositeArgument> arguments, string member)
    {
        var found = arguments.FirstOrDefault(argument => argument.Member == member);
        return found is null ? member : WorkflowActivityDescriptors.MemberName(found.Argument.Name);
    }

    private static string Find(ActivityNode? node, Func<ActivityDescriptor, string?> find, string name) =>
        (node is null ? null : find(ActivityDescriptor.Of(node.Activity))) ?? (name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..]);
}
