using System.Collections.Immutable;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>What a workflow used as an activity offers to the definition that uses it (elsa-definition-format.md §10.6).</summary>
/// <param name="Inputs">Declared inputs with the JSON member that sets each.</param>
/// <param name="Outputs">Declared outputs with the JSON member that binds each.</param>
internal sealed record CompositeInfo(
    string DefinitionId, string DefinitionVersionId, int Version,
    ImmutableArray<CompositeArgument> Inputs, ImmutableArray<CompositeArgument> Outputs, ImmutableArray<string> Outcomes);

/// <param name="Member">camelCase name, with a leading underscore when it collides with a built-in member.</param>
internal sealed record CompositeArgument(ArgumentDefinition Argument, string Member);
