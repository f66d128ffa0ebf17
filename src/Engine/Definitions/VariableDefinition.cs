using System.Text.Json;

namespace GridGov.Workflow.Engine.Definitions;

/// <summary>A declared variable (elsa-definition-format.md §6.1).</summary>
/// <param name="Id">Stable id: target of output bindings, SetVariable and Variable expressions.</param>
/// <param name="Name">Name used in scripts.</param>
/// <param name="Type">Full type alias, arrays included, such as <c>Int32</c> or <c>String[]</c>.</param>
/// <param name="Default">Default value as written in the definition (usually JSON text in a string), or Undefined.</param>
public sealed record VariableDefinition(string Id, string Name, string Type, JsonElement Default);

/// <summary>A declared workflow input or output (elsa-definition-format.md §2.2).</summary>
/// <param name="Type">Full type alias, arrays included.</param>
public sealed record ArgumentDefinition(string Name, string Type, string? DisplayName, string? Description);
