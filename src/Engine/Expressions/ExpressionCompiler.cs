using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>Compiles expressions as they stand in definitions (elsa-definition-format.md §5.1, §7).</summary>
internal sealed class ExpressionCompiler(IValueConverter converter, IOptions<ExpressionOptions> options) : IExpressionCompiler
{
    private const string Allowed = "Literal, Object, Variable, Input, JavaScript, Liquid";

    public CompiledExpression? Compile(JsonElement input, ExpressionSite site, ICollection<DefinitionFault> faults)
    {
        if (input.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (input.ValueKind != JsonValueKind.Object) return Literal(input);
        // A wrapper is recognised by its typeName, which may be null (trap T6).
        if (Member(input, "typeName", out _) || (Member(input, "expression", out var inner) && inner.ValueKind == JsonValueKind.Object))
        {
            if (!Member(input, "expression", out var expression) || expression.ValueKind == JsonValueKind.Null) return null;
            return expression.ValueKind == JsonValueKind.Object ? CompileTyped(expression, site, faults) : Literal(expression);
        }

        return IsTyped(input) ? CompileTyped(input, site, faults) : Literal(input);
    }

    public CompiledExpression Literal(JsonElement value) => new LiteralExpression(value, converter);

    private CompiledExpression? CompileTyped(JsonElement expression, ExpressionSite site, ICollection<DefinitionFault> faults)
    {
        Member(expression, "value", out var value);
        if (!Member(expression, "type", out var typeMember) || typeMember.ValueKind != JsonValueKind.String) return Literal(value);
        var type = typeMember.GetString()!;
        var source = JsonValues.TextOf(value) ?? string.Empty;

        CompiledExpression Fault(string code, string message)
        {
            faults.Add(new DefinitionFault(FaultSeverity.Error, code, site.ActivityId, site.Field, JsonValues.Shorten(source, 200), message));
            return new FaultedExpression(source, code, message);
        }

        switch (type.ToUpperInvariant())
        {
            case "LITERAL": return Literal(value);
            case "OBJECT" or "JSON": return CompileObject(value, site, faults);
            case "VARIABLE": return CompileReference(value, source, "id", Fault);
            case "INPUT": return CompileReference(value, source, "name", Fault);
            case "JAVASCRIPT":
                return ScriptSource.Parse(source, options.Value.MaxSourceLength, out var error) is { } script
                    ? new JavaScriptExpression(script, converter, options.Value)
                    : Fault("expression.syntax", $"JavaScript：{error}");
            case "LIQUID":
                return LiquidSource.Parse(source, options.Value.MaxSourceLength, out error) is { } template
                    ? new LiquidExpression(source, template, converter, options.Value)
                    : Fault("expression.syntax", $"Liquid：{error}");
            case "CSHARP" or "PYTHON":
                return Fault("expression.type-refused", ExpressionTexts.Format("Syntax.Refused", type, Allowed));
            default:
                return Fault("expression.type-unknown", ExpressionTexts.Format("Syntax.Unknown", type, Allowed));
        }
    }

    private CompiledExpression CompileObject(JsonElement value, ExpressionSite site, ICollection<DefinitionFault> faults)
    {
        var parsed = value;
        if (value.ValueKind == JsonValueKind.String && !JsonValues.TryParse(value.GetString()!, out parsed)) return Literal(value);
        if (parsed.ValueKind != JsonValueKind.Object || !parsed.EnumerateObject().Any() || !parsed.EnumerateObject().All(entry => IsKnown(entry.Value)))
        {
            return Literal(value);
        }

        var entries = new List<(string, CompiledExpression)>();
        foreach (var entry in parsed.EnumerateObject())
        {
            if (CompileTyped(entry.Value, site with { Field = $"{site.Field}.{entry.Name}" }, faults) is { } compiled) entries.Add((entry.Name, compiled));
        }

        return new DictionaryExpression(JsonValues.TextOf(value)!, entries, converter);
    }

    private CompiledExpression CompileReference(JsonElement value, string source, string key, Func<string, string, CompiledExpression> fault)
    {
        if (string.IsNullOrWhiteSpace(source)) return Literal(JsonValues.Null);
        var what = key == "id" ? "Variable" : "Input";
        if (value.ValueKind == JsonValueKind.String && !JsonValues.TryParse(source, out value))
        {
            return fault("expression.syntax", ExpressionTexts.Format($"Syntax.{what}", key));
        }

        var id = Text(value, "id");
        var name = Text(value, "name");
        if (key == "name" && name is not null) return new InputExpression(source, name, converter);
        if (key == "id" && (id ?? name) is not null) return new VariableExpression(source, id, name, converter);
        return fault("expression.syntax", ExpressionTexts.Format($"Syntax.{what}Key", key));
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && Member(value, name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString() : null;

    /// <summary>A bare expression: exactly <c>type</c> and <c>value</c>.</summary>
    private static bool IsTyped(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 2 && Text(value, "type") is not null && Member(value, "value", out _);

    // In an Object expression data may have members of the same names, so there the type must be one that exists.
    private static bool IsKnown(JsonElement value) => IsTyped(value)
        && Text(value, "type") is "Literal" or "Object" or "Json" or "Variable" or "Input" or "JavaScript" or "Liquid" or "CSharp" or "Python";

    // Elsa reads member names in any case.
    private static bool Member(JsonElement value, string name, out JsonElement member)
    {
        if (value.TryGetProperty(name, out member)) return true;
        foreach (var candidate in value.EnumerateObject())
        {
            if (!string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase)) continue;
            member = candidate.Value;
            return true;
        }

        return false;
    }
}
