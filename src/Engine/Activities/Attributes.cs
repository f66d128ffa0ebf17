namespace GridGov.Workflow.Engine.Activities;

/// <summary>Describes an activity type; descriptors for the designer come from here.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string type, string category, string displayName, string description) : Attribute
{
    /// <summary>Full type name, such as <c>Elsa.WriteLine</c>; never translated.</summary>
    public string Type { get; } = type;
    public string Category { get; } = category;
    public string DisplayName { get; } = displayName;
    public string Description { get; } = description;
    public ActivityKind Kind { get; init; } = ActivityKind.Action;
    public bool IsBrowsable { get; init; } = true;
    public bool IsContainer { get; init; }
    public bool IsStart { get; init; }
    public bool IsTerminal { get; init; }
}

/// <summary>Elsa's kinds.</summary>
public enum ActivityKind { Action, Trigger, Job, Task }

/// <summary>A named outcome port on a flowchart. Without any, an activity has the one port <c>Done</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OutcomeAttribute(string name, string displayName) : Attribute
{
    public string Name { get; } = name;
    public string DisplayName { get; } = displayName;
}

/// <summary>An embedded child slot (member name in camelCase).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SlotAttribute(string name, string displayName) : Attribute
{
    public string Name { get; } = name;
    public string DisplayName { get; } = displayName;
    public bool IsBrowsable { get; init; } = true;
}

/// <summary>Describes an <see cref="Input{T}"/> property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public string? Category { get; init; }

    /// <summary>Studio's editor, such as <c>singleline</c>, <c>dropdown</c>, <c>code-editor</c>; null = by type.</summary>
    public string? UIHint { get; init; }

    /// <summary>Default value, used when the input is not set.</summary>
    public object? DefaultValue { get; init; }

    /// <summary>Default syntax in the designer: <c>Literal</c>, <c>Object</c>, <c>JavaScript</c>.</summary>
    public string DefaultSyntax { get; init; } = "Literal";

    /// <summary>False: a plain JSON value instead of an expression wrapper.</summary>
    public bool IsWrapped { get; init; } = true;
    public bool AutoEvaluate { get; init; } = true;

    /// <summary>Fixed pick list: values.</summary>
    public string[]? Options { get; init; }

    /// <summary>Pick list from live data, by name: <c>departments</c>, <c>roles</c>, <c>categories</c>, <c>definitions</c>.</summary>
    public string? OptionsSource { get; init; }
    public float Order { get; init; }
}

/// <summary>Describes an <see cref="Output{T}"/> property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
}
