using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Persistence;

namespace GridGov.Workflow.Engine.Definitions.Descriptors;

/// <summary>All descriptors that a designer asks for. Pure: the definitions usable as activities are given.</summary>
public static class WorkflowTypeDescriptors
{
    /// <summary>
    /// Every activity type once per version (trap T2): activity classes first, then workflows usable as activities. Of two definitions
    /// that claim one type and version, the published one wins, then the lower definition id.
    /// </summary>
    public static IReadOnlyList<ActivityTypeDescriptor> Activities(IActivityRegistry registry, IEnumerable<DefinitionVersion> usableAsActivities)
    {
        var classes = registry.All.Select(ActivityTypeDescriptors.Of).OrderBy(descriptor => descriptor.TypeName, StringComparer.Ordinal).ToList();
        var types = classes.Select(descriptor => descriptor.TypeName).ToHashSet(StringComparer.Ordinal);
        var workflows = usableAsActivities
            .OrderByDescending(version => version.Summary.IsPublished).ThenBy(version => version.Summary.DefinitionId, StringComparer.Ordinal)
            .Select(version => WorkflowActivityDescriptors.Of(version, registry)).OfType<ActivityTypeDescriptor>()
            .Where(descriptor => !types.Contains(descriptor.TypeName))
            .DistinctBy(descriptor => (descriptor.TypeName, descriptor.Version))
            .OrderBy(descriptor => descriptor.TypeName, StringComparer.Ordinal).ThenBy(descriptor => descriptor.Version);
        return [.. classes, .. workflows];
    }

    /// <summary>Expression types, storage drivers, variable types and strategies.</summary>
    public static DescriptorLists Lists { get; } = DescriptorLists.Load();
}
