using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GridGov.Workflow.Engine.Activities;

/// <summary>
/// A typed handle for an input of an activity type: <c>public Input&lt;string&gt; Text { get; } = new();</c>. It holds no value;
/// <see cref="IActivityExecution.Get{T}"/> reads the value of the running execution. T: string, bool, int, long, double,
/// decimal, TimeSpan, DateTimeOffset, JsonElement (any), IReadOnlyList&lt;string&gt;, or IReadOnlyDictionary&lt;string, JsonElement&gt;.
/// </summary>
public sealed class Input<T>([CallerMemberName] string property = "") : IInput
{
    public string Property { get; } = property;
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property);
    public Type ValueType => typeof(T);
}

/// <summary>An input handle without its type.</summary>
public interface IInput
{
    /// <summary>Property name, PascalCase, as in descriptors.</summary>
    string Property { get; }

    /// <summary>JSON member name, camelCase.</summary>
    string Name { get; }
    Type ValueType { get; }
}

/// <summary>A typed handle for an output; see <see cref="Input{T}"/>.</summary>
public sealed class Output<T>([CallerMemberName] string property = "") : IOutput
{
    public string Property { get; } = property;
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property);
    public Type ValueType => typeof(T);
}

/// <summary>An output handle without its type.</summary>
public interface IOutput
{
    string Property { get; }
    string Name { get; }
    Type ValueType { get; }
}
