using System.Text.Json;
using System.Text.Json.Nodes;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Engine.Tests.Expressions;

/// <summary>Compiles and evaluates in one call.</summary>
internal static class Scripts
{
    public static ExpressionCompiler Compiler { get; } = new(new ValueConverter(), Options.Create(new ExpressionOptions()));

    public static CompiledExpression Compile(string type, string source, ICollection<DefinitionFault>? faults = null) =>
        Compile(new JsonObject { ["type"] = type, ["value"] = source }, faults);

    public static CompiledExpression Compile(JsonNode input, ICollection<DefinitionFault>? faults = null) =>
        Compiler.Compile(JsonSerializer.SerializeToElement(input), new ExpressionSite("a1", "text"), faults ?? [])!;

    public static JsonElement Run(string source, TestScope? scope = null, string target = "Object") =>
        Compile("JavaScript", source).Evaluate(scope ?? new TestScope(), target);

    public static string? Text(string source, TestScope? scope = null) => JsonValues.TextOf(Run(source, scope, "String"));

    public static string? Liquid(string source, TestScope? scope = null) =>
        JsonValues.TextOf(Compile("Liquid", source).Evaluate(scope ?? new TestScope(), "String"));
}
