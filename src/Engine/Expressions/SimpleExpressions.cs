using System.Text.Json;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>A constant.</summary>
internal sealed class LiteralExpression(JsonElement value, IValueConverter converter) : CompiledExpression
{
    private readonly JsonElement _value = value.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : value.Clone();

    public override string Source => JsonValues.TextOf(_value) ?? string.Empty;

    public override JsonElement Evaluate(IExpressionScope scope, string targetType) => converter.Convert(_value, targetType);
}

/// <summary>The value of the variable with an id; the name in the expression may be stale (trap T4).</summary>
internal sealed class VariableExpression(string source, string? id, string? name, IValueConverter converter) : CompiledExpression
{
    public override string Source => source;

    public override JsonElement Evaluate(IExpressionScope scope, string targetType)
    {
        if (id is not null ? scope.TryGetVariableById(id, out var value) : scope.TryGetVariable(name!, out value))
        {
            return converter.Convert(value, targetType);
        }

        throw new ExpressionException("expression.unknown-variable",
            id is null ? ExpressionTexts.Format("Variable.Name", name) : ExpressionTexts.Format("Variable.Id", id, name));
    }
}

/// <summary>The value of a workflow input; null when the input was not given.</summary>
internal sealed class InputExpression(string source, string name, IValueConverter converter) : CompiledExpression
{
    public override string Source => source;

    public override JsonElement Evaluate(IExpressionScope scope, string targetType) =>
        converter.Convert(scope.TryGetInput(name, out var value) ? value : JsonValues.Null, targetType);
}

/// <summary>An object whose entries are expressions (the <c>dictionary</c> editor of the designer).</summary>
internal sealed class DictionaryExpression(
    string source, IReadOnlyList<(string Key, CompiledExpression Value)> entries, IValueConverter converter) : CompiledExpression
{
    public override string Source => source;
    public override bool RunsCode => entries.Any(entry => entry.Value.RunsCode);

    public override JsonElement Evaluate(IExpressionScope scope, string targetType) => converter.Convert(
        JsonValues.Build(writer =>
        {
            writer.WriteStartObject();
            foreach (var (key, value) in entries)
            {
                writer.WritePropertyName(key);
                var result = value.Evaluate(scope, "Object");
                if (result.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
                else result.WriteTo(writer);
            }

            writer.WriteEndObject();
        }),
        targetType);
}

/// <summary>Stands where compilation found a fault: fails with the fault's message when it is reached.</summary>
internal sealed class FaultedExpression(string source, string code, string message) : CompiledExpression
{
    public override string Source => source;

    public override JsonElement Evaluate(IExpressionScope scope, string targetType) => throw new ExpressionException(code, message);
}
