using System.Text.Json;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// What an expression can see and change. Implemented by the interpreter for a running activity; all times and random
/// values come from the burst, so that replay gives the same results.
/// </summary>
public interface IExpressionScope
{
    /// <summary>Names and types of the variables in scope, nearest scope first, shadowed names once.</summary>
    IEnumerable<VariableInScope> Variables { get; }

    /// <summary>Value of the nearest variable with this name (case-sensitive); false when none is in scope.</summary>
    bool TryGetVariable(string name, out JsonElement value);

    /// <summary>Value of the variable with this id; false when none is in scope.</summary>
    bool TryGetVariableById(string id, out JsonElement value);

    /// <summary>Writes the nearest variable with this name, converted to its type; creates one in the current scope when none exists.</summary>
    void SetVariable(string name, JsonElement value);

    /// <summary>Value of a workflow input (inside a workflow-as-activity: the composite's input).</summary>
    bool TryGetInput(string name, out JsonElement value);

    /// <summary>Names of the declared workflow inputs that get a <c>get{Name}()</c> accessor; empty inside composites.</summary>
    IEnumerable<string> DeclaredInputs { get; }

    /// <summary>Last value of an output of an activity, found by id or name within reach of the running activity.</summary>
    /// <exception cref="ExpressionException">No such activity within reach.</exception>
    JsonElement GetOutputFrom(string activityIdOrName, string? outputName);

    /// <summary>Named activities within reach that have recorded outputs: for <c>get{Output}From{Name}()</c> accessors.</summary>
    IEnumerable<(string ActivityName, string OutputName)> NamedOutputs { get; }

    /// <summary>Result of the last executed activity that had one, or Undefined.</summary>
    JsonElement LastResult { get; }

    string DefinitionId { get; }
    string DefinitionVersionId { get; }
    int DefinitionVersion { get; }
    string InstanceId { get; }
    string? CorrelationId { get; set; }
    string? InstanceName { get; set; }

    /// <summary>Evaluated inputs of the running activity by JSON name (Liquid's <c>Input</c> looks here first).</summary>
    IReadOnlyDictionary<string, JsonElement> ActivityInputs { get; }

    /// <summary>Extra values for this evaluation (<c>args</c>), usually empty.</summary>
    IReadOnlyDictionary<string, JsonElement> Arguments { get; }

    /// <summary>Outcomes chosen by <c>setOutcome(s)</c>; null when the running activity does not take them.</summary>
    ICollection<string>? Outcomes { get; }

    /// <summary>The burst's time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The burst's random source: same burst, same sequence.</summary>
    IBurstRandom Random { get; }
}

/// <summary>A variable in scope.</summary>
/// <param name="Type">Type alias, arrays included.</param>
public readonly record struct VariableInScope(string Name, string Type);

/// <summary>Random values derived from instance id, burst number and a counter, so that replay repeats them.</summary>
public interface IBurstRandom
{
    ulong NextUInt64();

    /// <summary>A version-4 shaped GUID from this source.</summary>
    Guid NextGuid();
}
