using System.Collections.Immutable;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>A declared input as the compiler and the interpreter need it.</summary>
/// <param name="Name">JSON name, camelCase.</param>
/// <param name="Type">Type alias of the handle's .NET type.</param>
/// <param name="Default">Value when the input is not set, already of the type; Undefined = none.</param>
internal sealed record ShapeInput(string Name, string Type, bool AutoEvaluate, bool IsWrapped, JsonElement Default);

/// <summary>Inputs and outputs of an activity type, read from its descriptor once.</summary>
internal sealed class ActivityShape
{
    private ActivityShape(ImmutableArray<ShapeInput> inputs, ImmutableArray<string> outputs, bool isTerminal, bool isContainer)
    {
        Inputs = inputs;
        Outputs = outputs;
        IsTerminal = isTerminal;
        IsContainer = isContainer;
    }

    public static ActivityShape Empty { get; } = new([], [], isTerminal: false, isContainer: true);

    public bool IsTerminal { get; }
    public bool IsContainer { get; }
    public ImmutableArray<ShapeInput> Inputs { get; }

    /// <summary>JSON names of the outputs.</summary>
    public ImmutableArray<string> Outputs { get; }

    public static ActivityShape Of(Activity activity, IValueConverter converter)
    {
        var descriptor = ActivityDescriptor.Of(activity);
        return new ActivityShape(
            [.. descriptor.Inputs.Select(input => Input(input.Handle, input.Attribute, converter))],
            [.. descriptor.Outputs.Select(output => output.Handle.Name)],
            descriptor.Attribute.IsTerminal, descriptor.Attribute.IsContainer);
    }

    /// <summary>Value of an input that is not set.</summary>
    public JsonElement DefaultOf(string name)
    {
        foreach (var input in Inputs)
        {
            if (string.Equals(input.Name, name, StringComparison.Ordinal)) return input.Default;
        }

        return default;
    }

    private static ShapeInput Input(IInput handle, InputAttribute attribute, IValueConverter converter)
    {
        var alias = Alias(handle.ValueType);
        var value = attribute.DefaultValue is null
            ? default
            : converter.Convert(JsonSerializer.SerializeToElement(attribute.DefaultValue), alias);
        return new ShapeInput(handle.Name, alias, attribute.AutoEvaluate, attribute.IsWrapped, value);
    }

    private static string Alias(Type type) => type switch
    {
        _ when type == typeof(string) => "String",
        _ when type == typeof(bool) => "Boolean",
        _ when type == typeof(int) => "Int32",
        _ when type == typeof(long) => "Int64",
        _ when type == typeof(double) => "Double",
        _ when type == typeof(decimal) => "Decimal",
        _ when type == typeof(TimeSpan) => "TimeSpan",
        _ when type == typeof(DateTimeOffset) => "DateTimeOffset",
        _ when type == typeof(IReadOnlyList<string>) => "List<String>",
        _ when type == typeof(IReadOnlyList<JsonElement>) => "List<Object>",
        _ when type == typeof(IReadOnlyDictionary<string, JsonElement>) => "ObjectDictionary",
        _ => "Object",
    };
}
