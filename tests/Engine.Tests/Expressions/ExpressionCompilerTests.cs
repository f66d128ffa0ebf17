using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Expressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Expressions;

public sealed class ExpressionCompilerTests
{
    private static readonly TestScope Scope = new TestScope().With("N", "Int32", "4").With("Title", "String", "\"标题\"").WithInput("Street", "\"西街\"").WithInput("Urgent", "true");

    private static CompiledExpression? Compile(string json, ICollection<DefinitionFault>? faults = null) =>
        Scripts.Compiler.Compile(JsonElement.Parse(json), new ExpressionSite("a1", "text"), faults ?? new List<DefinitionFault>());

    [Theory]
    [InlineData("{\"typeName\":\"Int32\",\"expression\":{\"type\":\"Literal\",\"value\":\"3\"}}", "Int32", "3")]
    [InlineData("{\"typeName\":null,\"expression\":{\"type\":\"Literal\",\"value\":12.5},\"memoryReference\":null}", "String", "\"12.5\"")]
    [InlineData("{\"TypeName\":null,\"Expression\":{\"Type\":\"Literal\",\"Value\":true}}", "Boolean", "true")]
    [InlineData("{\"type\":\"Literal\",\"value\":\"TRUE\"}", "Boolean", "true")]
    [InlineData("{\"type\":\"JavaScript\",\"value\":\" true\"}", "Boolean", "true")]
    [InlineData("\"plain text\"", "String", "\"plain text\"")]
    [InlineData("\"00:00:05\"", "TimeSpan", "\"00:00:05\"")]
    [InlineData("2", "Int32", "2")]
    [InlineData("[\"a\"]", "List<String>", "[\"a\"]")]
    [InlineData("{\"type\":\"x\",\"value\":1,\"more\":2}", "Object", "{\"type\":\"x\",\"value\":1,\"more\":2}")]
    [InlineData("{\"type\":\"Literal\",\"value\":null}", "String", "null")]
    [InlineData("{\"type\":\"Object\",\"value\":null}", "List<String>", "null")]
    [InlineData("{\"type\":\"Object\",\"value\":\" \"}", "List<String>", "null")]
    [InlineData("{\"type\":\"Object\",\"value\":\"[\\\"A\\\", \\\"B\\\"]\"}", "List<String>", "[\"A\",\"B\"]")]
    [InlineData("{\"type\":\"Json\",\"value\":\"{\\\"a\\\": 1}\"}", "JSON", "{\"a\":1}")]
    [InlineData("{\"type\":\"Object\",\"value\":\"{\\\"a\\\": 1}\"}", "Object", "\"{\\\"a\\\": 1}\"")]
    [InlineData("{\"type\":\"Object\",\"value\":{\"k\":{\"type\":\"JavaScript\",\"value\":\"getN() + 1\"},\"t\":{\"type\":\"Liquid\",\"value\":\"{{Variables.Title}}\"}}}", "ObjectDictionary", "{\"k\":5,\"t\":\"标题\"}")]
    [InlineData("{\"type\":\"Object\",\"value\":\"{\\\"k\\\":{\\\"type\\\":\\\"Variable\\\",\\\"value\\\":{\\\"id\\\":\\\"v-N\\\"}}}\"}", "StringDictionary", "{\"k\":\"4\"}")]
    [InlineData("{\"type\":\"Object\",\"value\":\"{\\\"k\\\":{\\\"type\\\":\\\"office\\\",\\\"value\\\":1}}\"}", "JSON", "{\"k\":{\"type\":\"office\",\"value\":1}}")]
    [InlineData("{\"type\":\"Variable\",\"value\":\"{\\\"id\\\":\\\"v-N\\\",\\\"name\\\":\\\"OldName\\\"}\"}", "String", "\"4\"")]
    [InlineData("{\"type\":\"Input\",\"value\":\"{\\\"type\\\":\\\"String\\\",\\\"name\\\":\\\"Street\\\"}\"}", "String", "\"西街\"")]
    [InlineData("{\"type\":\"Input\",\"value\":{\"name\":\"Urgent\"}}", "Boolean", "true")]
    [InlineData("{\"type\":\"Input\",\"value\":{\"name\":\"Nope\"}}", "Boolean", "null")]
    public void Compile_Form_EvaluatesToValue(string input, string type, string expected)
    {
        var faults = new List<DefinitionFault>();
        var result = Compile(input, faults)!.Evaluate(Scope, type);
        JsonElement.DeepEquals(result, JsonElement.Parse(expected)).Should().BeTrue("it gave {0}", result);
        faults.Should().BeEmpty();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"typeName\":\"String\"}")]
    [InlineData("{\"typeName\":\"String\",\"expression\":null}")]
    public void Compile_NotSet_IsNull(string input) => Compile(input).Should().BeNull();

    [Fact]
    public void Compile_Undefined_IsNull() => Scripts.Compiler.Compile(default, new ExpressionSite(null, "x"), []).Should().BeNull();

    [Theory]
    [InlineData("Klingon", "nuqneH", "expression.type-unknown", "*“Klingon”*可用类型：Literal, Object, Variable, Input, JavaScript, Liquid。")]
    [InlineData("CSharp", "File.Delete(\"/\")", "expression.type-refused", "*“CSharp”*不允许*")]
    [InlineData("Python", "import os", "expression.type-refused", "*“Python”*不允许*")]
    [InlineData("JavaScript", "let x = ;", "expression.syntax", "JavaScript：第 1 行第 9 列：*")]
    [InlineData("JavaScript", "a\n b c", "expression.syntax", "JavaScript：第 2 行第 4 列：*")]
    [InlineData("JavaScript", "2n + 1n", "expression.syntax", "*第 1 行第 1 列：*BigInt*")]
    [InlineData("JavaScript", "1; import('fs')", "expression.syntax", "*import*")]
    [InlineData("JavaScript", "/(/.test('x')", "expression.syntax", "JavaScript：第 1 行*")]
    [InlineData("Variable", "{bad", "expression.syntax", "*变量*")]
    [InlineData("Variable", "{}", "expression.syntax", "变量缺少“id”。")]
    [InlineData("Input", "[]", "expression.syntax", "输入缺少“name”。")]
    public void Compile_Faulty_AddsFaultAndFailsWhenEvaluated(string type, string source, string code, string message)
    {
        var faults = new List<DefinitionFault>();
        var expression = Scripts.Compile(new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = source } }, faults);
        var fault = faults.Should().ContainSingle().Subject;
        fault.Should().BeEquivalentTo(new { Severity = FaultSeverity.Error, Code = code, ActivityId = "a1", Field = "text", Value = source });
        fault.Message.Should().Match(message);
        var run = () => expression.Evaluate(Scope, "String");
        run.Should().Throw<ExpressionException>().WithMessage(fault.Message).Which.Code.Should().Be(code);
    }

    [Fact]
    public void Compile_FaultInDictionaryEntry_NamesEntry()
    {
        var faults = new List<DefinitionFault>();
        Compile("{\"type\":\"Object\",\"value\":{\"k\":{\"type\":\"CSharp\",\"value\":\"1\"}}}", faults);
        faults.Should().ContainSingle().Which.Field.Should().Be("text.k");
    }

    [Fact]
    public void Compile_LongOrDeepSource_IsFault()
    {
        foreach (var source in new[] { new string(' ', 70_000), new string('(', 60_000), "[" + string.Concat(Enumerable.Repeat("[", 30_000)), string.Concat(Enumerable.Repeat("!", 60_000)) + "1" })
        {
            var faults = new List<DefinitionFault>();
            Scripts.Compile("JavaScript", source, faults);
            faults.Should().ContainSingle();
        }
    }

    [Fact]
    public void Evaluate_UnknownVariableId_Fails()
    {
        var run = () => Compile("{\"type\":\"Variable\",\"value\":\"{\\\"id\\\":\\\"other\\\",\\\"name\\\":\\\"N\\\"}\"}")!.Evaluate(Scope, "Int32");
        run.Should().Throw<ExpressionException>().WithMessage("*“other”*").Which.Code.Should().Be("expression.unknown-variable");
    }

    [Fact]
    public void RunsCode_IsTrueForScriptsOnly()
    {
        Compile("{\"type\":\"JavaScript\",\"value\":\"1\"}")!.RunsCode.Should().BeTrue();
        Compile("{\"type\":\"Liquid\",\"value\":\"1\"}")!.RunsCode.Should().BeTrue();
        Compile("1")!.RunsCode.Should().BeFalse();
        Compile("{\"type\":\"Object\",\"value\":{\"k\":{\"type\":\"JavaScript\",\"value\":\"1\"}}}")!.RunsCode.Should().BeTrue();
    }

    [Fact]
    public void AddExpressions_ValidatesOptions()
    {
        using var good = Provider("2000");
        good.GetRequiredService<IExpressionCompiler>().Should().NotBeNull();
        good.GetRequiredService<IOptions<ExpressionOptions>>().Value.MaxStatements.Should().Be(2000);
        using var bad = Provider("5");
        var read = () => bad.GetRequiredService<IOptions<ExpressionOptions>>().Value;
        read.Should().Throw<OptionsValidationException>().WithMessage("*MaxStatements*1000*");
    }

    private static ServiceProvider Provider(string maxStatements) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Engine:Expressions:MaxStatements"] = maxStatements }).Build())
        .AddExpressions().BuildServiceProvider();
}
