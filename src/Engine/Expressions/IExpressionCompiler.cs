using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Where an expression stands, for the messages of its faults.</summary>
public readonly record struct ExpressionSite(string? ActivityId, string Field);

/// <summary>Compiles the expressions of a definition (elsa-definition-format.md §5.1, §7).</summary>
public interface IExpressionCompiler
{
    /// <summary>
    /// Compiles the value of a wrapped input: <c>{ typeName, expression: { type, value } }</c>, a bare <c>{ type, value }</c>
    /// object (case conditions), or a plain JSON value, which is a literal. Adds a fault for a syntax error, an
    /// unknown expression type, or C#/Python, and then returns an expression that fails when evaluated.
    /// Returns null when the input is not set (absent, null, or a wrapper without expression).
    /// </summary>
    CompiledExpression? Compile(JsonElement input, ExpressionSite site, ICollection<DefinitionFault> faults);

    /// <summary>A constant, converted to the target type at evaluation.</summary>
    CompiledExpression Literal(JsonElement value);
}
