using System.Text.Json;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// An expression, parsed once when its definition is compiled. Immutable and safe to share between threads.
/// Values are <see cref="JsonElement"/>s: Undefined means "no value", dates are ISO 8601 strings, time spans .NET constant format.
/// </summary>
public abstract class CompiledExpression
{
    /// <summary>Text of the source, for messages and the designer.</summary>
    public abstract string Source { get; }

    /// <summary>True when evaluation runs a script or template, which costs CPU and is subject to limits.</summary>
    public virtual bool RunsCode => false;

    /// <summary>
    /// Evaluates against a scope and converts the result to the target type alias.
    /// </summary>
    /// <exception cref="ExpressionException">The expression failed; the activity faults with this message.</exception>
    /// <exception cref="ScriptBackstopException">Memory, regex or wall-time backstop tripped; the burst is abandoned.</exception>
    public abstract JsonElement Evaluate(IExpressionScope scope, string targetType);
}

/// <summary>An expression failed deterministically: syntax, a thrown error, a statement or recursion limit, a conversion.</summary>
public sealed class ExpressionException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable code such as <c>expression.javascript</c>, <c>expression.conversion</c>, <c>expression.statement-limit</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>
/// A limit tripped whose point depends on the machine (memory, wall time, regex). The outcome is not reproducible, so the
/// burst is abandoned and an incident is recorded instead (design.md §4).
/// </summary>
public sealed class ScriptBackstopException(string message, Exception? inner = null) : Exception(message, inner);
