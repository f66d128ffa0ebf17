using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace GridGov.Workflow.Engine.Activities;

/// <summary>The activity types of this process: the standard ones and those that other assemblies add.</summary>
public sealed class ActivityRegistry : IActivityRegistry
{
    private readonly FrozenDictionary<string, Activity> _byType;

    /// <exception cref="ArgumentException">Two activities share a type name.</exception>
    public ActivityRegistry(IEnumerable<Activity> activities)
    {
        var byType = new Dictionary<string, Activity>(StringComparer.Ordinal);
        foreach (var activity in activities)
        {
            var type = ActivityDescriptor.Of(activity).Attribute.Type;
            if (!byType.TryAdd(type, activity))
            {
                throw new ArgumentException(
                    $"Activity type '{type}' is registered twice, by {byType[type].GetType().FullName} and {activity.GetType().FullName}; type names must be unique.",
                    nameof(activities));
            }
        }

        _byType = byType.ToFrozenDictionary(StringComparer.Ordinal);
        All = [.. byType.Values];
    }

    public IReadOnlyCollection<Activity> All { get; }

    public bool TryGet(string type, [MaybeNullWhen(false)] out Activity activity) => _byType.TryGetValue(type, out activity);
}
