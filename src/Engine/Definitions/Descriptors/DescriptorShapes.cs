using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions.Descriptors;

/// <summary>An activity type as Studio wants it (elsa-studio-contract.md §10.1). Serialise with camelCase names.</summary>
/// <param name="TypeName">Identity together with <paramref name="Version"/>; never translated.</param>
/// <param name="Name">Begins the names of new nodes.</param>
/// <param name="Kind"><c>Action</c>, <c>Trigger</c>, <c>Job</c> or <c>Task</c>.</param>
/// <param name="ConstructionProperties">Copied into new nodes, keys in camelCase.</param>
public sealed record ActivityTypeDescriptor(
    string TypeName,
    string Namespace,
    string Name,
    int Version,
    string Category,
    string? DisplayName,
    string? Description,
    string Kind,
    bool RunAsynchronously,
    bool IsContainer,
    bool IsBrowsable,
    bool IsStart,
    bool IsTerminal,
    IReadOnlyDictionary<string, object?> CustomProperties,
    IReadOnlyDictionary<string, object?> ConstructionProperties,
    IReadOnlyList<PortDescriptor> Ports,
    IReadOnlyList<InputDescriptor> Inputs,
    IReadOnlyList<OutputDescriptor> Outputs);

/// <summary>An input; its JSON member on the node is the camelCase of <paramref name="Name"/>.</summary>
/// <param name="TypeName">Type alias.</param>
/// <param name="UiSpecifications">Keys as Studio knows them (§10.2), not camelCased.</param>
public sealed record InputDescriptor(
    string Name,
    string TypeName,
    string? DisplayName,
    string? Description,
    float Order,
    bool IsBrowsable,
    bool IsSerializable,
    bool IsSynthetic,
    bool IsWrapped,
    string UiHint,
    string? Category,
    JsonElement? DefaultValue,
    string? DefaultSyntax,
    bool IsReadOnly,
    bool IsSensitive,
    string? StorageDriverType,
    bool AutoEvaluate,
    IReadOnlyDictionary<string, object?> UiSpecifications);

/// <summary>An output of an activity type.</summary>
public sealed record OutputDescriptor(
    string Name, string TypeName, string? DisplayName, string? Description, float Order, bool IsBrowsable, bool IsSynthetic);

/// <summary>A port: <c>Flow</c> = outcome, <c>Embedded</c> = child slot.</summary>
public sealed record PortDescriptor(string Name, string? DisplayName, string Type, bool IsBrowsable);

/// <summary>An item of a pick list: the value is stored, the text is shown.</summary>
public sealed record SelectItem(string Text, string Value);
