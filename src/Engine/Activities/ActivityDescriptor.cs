using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace GridGov.Workflow.Engine.Activities;

/// <summary>What the attributes of an activity class say, read once per class.</summary>
public sealed class ActivityDescriptor
{
    private static readonly ConcurrentDictionary<Type, ActivityDescriptor> Cache = new();

    private ActivityDescriptor(Type type)
    {
        Attribute = type.GetCustomAttribute<ActivityAttribute>()
            ?? throw new InvalidOperationException($"Activity class '{type.FullName}' has no [Activity] attribute.");
        Outcomes = [.. type.GetCustomAttributes<OutcomeAttribute>()];
        OutcomeNames = Outcomes.IsEmpty ? ["Done"] : [.. Outcomes.Select(outcome => outcome.Name)];
        Slots = [.. type.GetCustomAttributes<SlotAttribute>()];
    }

    public ActivityAttribute Attribute { get; }
    public ImmutableArray<OutcomeAttribute> Outcomes { get; }

    /// <summary>Declared outcome names, <c>Done</c> when none is declared.</summary>
    public IReadOnlyCollection<string> OutcomeNames { get; }
    public ImmutableArray<SlotAttribute> Slots { get; }

    public ImmutableArray<(IInput Handle, InputAttribute Attribute)> Inputs { get; private set; } = [];
    public ImmutableArray<(IOutput Handle, OutputAttribute Attribute)> Outputs { get; private set; } = [];

    /// <summary>The descriptor of a class without its inputs and outputs, which need an object: see <see cref="Of(Activity)"/>.</summary>
    public static ActivityDescriptor Of(Type type) => Cache.GetOrAdd(type, static t => new ActivityDescriptor(t));

    /// <summary>The full descriptor of an activity object.</summary>
    public static ActivityDescriptor Of(Activity activity)
    {
        var descriptor = Of(activity.GetType());
        if (!descriptor.Inputs.IsEmpty || !descriptor.Outputs.IsEmpty) return descriptor;
        descriptor.Inputs = Handles<IInput, InputAttribute>(activity);
        descriptor.Outputs = Handles<IOutput, OutputAttribute>(activity);
        return descriptor;
    }

    private static ImmutableArray<(THandle, TAttribute)> Handles<THandle, TAttribute>(Activity activity)
        where THandle : class where TAttribute : Attribute, new() =>
    [
        .. activity.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => typeof(THandle).IsAssignableFrom(property.PropertyType))
            .OrderBy(property => property.MetadataToken)
            .Select(property => ((THandle)property.GetValue(activity)!, property.GetCustomAttribute<TAttribute>() ?? new TAttribute())),
    ];
}
