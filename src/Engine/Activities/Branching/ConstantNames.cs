using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Branching;

/// <summary>Reads outcome names that stand in the definition as a constant list.</summary>
internal static class ConstantNames
{
    /// <summary>The names; empty when the input is not set; null when an expression computes them.</summary>
    public static IReadOnlyCollection<string>? Read(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.Object)
        {
            var expression = input.Member("expression");
            if (expression.ValueKind == JsonValueKind.Undefined) return [];
            if (expression.Text("type") is not ("Object" or "Json" or "Literal")) return null;
            input = expression.Member("value");
        }

        if (input.ValueKind == JsonValueKind.String && JsonValues.TryParse(input.GetString()!, out var parsed)) input = parsed;
        return input.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array => [.. input.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(item => item.ToString())],
            JsonValueKind.String => input.GetString() is { Length: > 0 } one ? [one] : [],
            _ => null,
        };
    }
}
