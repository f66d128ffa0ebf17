using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using JsonValues = GridGov.Workflow.Engine.Execution.JsonValues;

namespace GridGov.Workflow.Engine.Tests.Execution;

internal static class TestExpressions
{
    public static IValueConverter Converter { get; } = new ValueConverter();
    public static IExpressionCompiler Compiler() => new Double();

    private sealed class Double : IExpressionCompiler
    {
        public CompiledExpression? Compile(JsonElement input, ExpressionSite site, ICollection<DefinitionFault> faults)
        {
            if (input.IsMissing()) return null;
            if (input.ValueKind != JsonValueKind.Object) return new Constant(input);
            var e = input.TryGetProperty("expression", out var inner) ? inner : input;
            if (e.IsMissing() || !e.TryGetProperty("type", out var type)) return null;
            var value = e.Member("value");
            return type.GetString() switch
            {
                "Literal" or "Object" => new Constant(value),
                "Variable" => new Read((s, t) => s.TryGetVariableById(JsonValues.Parse(value.GetString()!).Text("id")!, out var v) ? v : default),
                "Input" => new Read((s, t) => s.TryGetInput(JsonValues.Parse(value.GetString()!).Text("name")!, out var v) ? v : default),
                _ => new Read((s, t) => throw new ExpressionException("expression.unsupported", "no " + type)),
            };
        }

        public CompiledExpression Literal(JsonElement value) => new Constant(value);
    }

    private sealed class Constant(JsonElement value) : CompiledExpression
    {
        public override string Source => value.ToString();
        public override JsonElement Evaluate(IExpressionScope scope, string targetType) => Converter.Convert(value, targetType);
    }

    private sealed class Read(Func<IExpressionScope, string, JsonElement> read) : CompiledExpression
    {
        public override string Source => "";
        public override JsonElement Evaluate(IExpressionScope scope, string targetType) => Converter.Convert(read(scope, targetType), targetType);
    }
}
