using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions.Descriptors;

/// <summary>An expression type; properties is a text-to-text object, key <c>MonacoLanguage</c> as written.</summary>
public sealed record ExpressionDescriptor(
    string Type, string DisplayName, bool IsSerializable, bool IsBrowsable, IReadOnlyDictionary<string, string> Properties);

/// <summary>A place where variables are kept; the highest priority comes first.</summary>
public sealed record StorageDriverDescriptor(string TypeName, string DisplayName, int Priority, bool Deprecated);

/// <summary>A variable type; the type name is an alias and unique.</summary>
public sealed record VariableTypeDescriptor(string TypeName, string DisplayName, string Category, string? Description);

/// <summary>A strategy known by a type name (activation, incident, log persistence).</summary>
public sealed record StrategyDescriptor(string TypeName, string DisplayName, string Description);

/// <summary>A commit strategy, known by a plain name.</summary>
public sealed record CommitStrategyDescriptor(string Name, string DisplayName, string Description);

/// <summary>The lists of elsa-studio-contract.md §11, from the embedded <c>descriptor-lists.zh-CN.json</c>.</summary>
public sealed record DescriptorLists(
    IReadOnlyList<ExpressionDescriptor> Expressions,
    IReadOnlyList<StorageDriverDescriptor> StorageDrivers,
    IReadOnlyList<VariableTypeDescriptor> VariableTypes,
    IReadOnlyList<StrategyDescriptor> ActivationStrategies,
    IReadOnlyList<StrategyDescriptor> LogPersistenceStrategies,
    IReadOnlyList<StrategyDescriptor> IncidentStrategies,
    IReadOnlyList<CommitStrategyDescriptor> WorkflowCommitStrategies,
    IReadOnlyList<CommitStrategyDescriptor> ActivityCommitStrategies)
{
    private const string Resource = "GridGov.Workflow.Engine.Definitions.Resources.descriptor-lists.zh-CN.json";

    internal static DescriptorLists Load()
    {
        using var stream = typeof(DescriptorLists).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Embedded resource '{Resource}' is missing.");
        return JsonSerializer.Deserialize<DescriptorLists>(stream, JsonSerializerOptions.Web)!;
    }
}
