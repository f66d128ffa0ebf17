using System.Text.Json;
using GridGov.Workflow.Engine.Activities;

namespace GridGov.Workflow.Engine.Definitions.Descriptors;

/// <summary>Descriptors of activity classes, from their attributes.</summary>
internal static class ActivityTypeDescriptors
{
    public static ActivityTypeDescriptor Of(Activity activity)
    {
        var descriptor = ActivityDescriptor.Of(activity);
        var attribute = descriptor.Attribute;
        var dot = attribute.Type.LastIndexOf('.');
        return new ActivityTypeDescriptor(
            attribute.Type,
            dot < 0 ? "" : attribute.Type[..dot],
            NodeName(attribute.DisplayName, attribute.Type[(dot + 1)..]),
            Version: 1,
            attribute.Category,
            attribute.DisplayName,
            attribute.Description,
            attribute.Kind.ToString(),
            RunAsynchronously: false,
            attribute.IsContainer,
            attribute.IsBrowsable,
            attribute.IsStart,
            attribute.IsTerminal,
            CustomProperties: new Dictionary<string, object?>(),
            ConstructionProperties: new Dictionary<string, object?>(),
            [.. Ports(descriptor)],
            [.. descriptor.Inputs.Select(input => Input(input.Handle, input.Attribute)).OrderBy(input => input.Order)],
            [.. descriptor.Outputs.Select(output => Output(output.Handle, output.Attribute))]);
    }

    /// <summary>Editor when the attribute names none: by type, as Elsa chooses (elsa-definition-format.md §10), with text editors for lists.</summary>
    internal static string UiHint(Type type, bool hasOptions)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (hasOptions || value.IsEnum) return "dropdown";
        if (value == typeof(bool)) return "checkbox";
        if (value == typeof(IReadOnlyList<string>)) return "multitext";
        return value.IsGenericType ? "json-editor" : "singleline";
    }

    private static IEnumerable<PortDescriptor> Ports(ActivityDescriptor descriptor)
    {
        foreach (var port in FlowPorts.Of(descriptor)) yield return port;
        foreach (var slot in descriptor.Slots)
        {
            // Studio stores the child in the camelCase of the port's name.
            var name = char.ToUpperInvariant(slot.Name[0]) + slot.Name[1..];
            yield return new PortDescriptor(name, slot.DisplayName, "Embedded", slot.IsBrowsable);
        }
    }

    private static InputDescriptor Input(IInput handle, InputAttribute attribute)
    {
        var options = attribute.Options ?? (handle.ValueType.IsEnum ? Enum.GetNames(handle.ValueType) : null);
        var hint = attribute.UIHint ?? UiHint(handle.ValueType, options is not null || attribute.OptionsSource is not null);
        return new InputDescriptor(
            handle.Property,
            TypeAliases.Of(handle.ValueType),
            attribute.DisplayName ?? handle.Property,
            attribute.Description,
            attribute.Order,
            IsBrowsable: true,
            IsSerializable: true,
            IsSynthetic: false,
            attribute.IsWrapped,
            hint,
            attribute.Category,
            attribute.DefaultValue is null ? null : JsonSerializer.SerializeToElement(attribute.DefaultValue),
            attribute.DefaultSyntax == "Literal" ? null : attribute.DefaultSyntax,
            IsReadOnly: false,
            IsSensitive: false,
            StorageDriverType: null,
            attribute.AutoEvaluate,
            UiSpecifications.Of(hint, attribute.DefaultSyntax, options, attribute.OptionsSource));
    }

    private static OutputDescriptor Output(IOutput handle, OutputAttribute attribute) => new(
        handle.Property, TypeAliases.Of(handle.ValueType), attribute.DisplayName ?? handle.Property, attribute.Description, 0, IsBrowsable: true, IsSynthetic: false);

    /// <summary>The display name where it is Chinese, so that people read it in new nodes and in scripts; else the type's short name.</summary>
    private static string NodeName(string displayName, string shortType)
    {
        if (displayName.All(char.IsAscii)) return shortType;
        var name = string.Concat(displayName.Where(char.IsLetterOrDigit));
        return name.Length == 0 || char.IsDigit(name[0]) ? shortType : name;
    }
}
