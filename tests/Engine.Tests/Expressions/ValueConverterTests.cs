using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Expressions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Expressions;

public sealed class ValueConverterTests
{
    private static readonly ValueConverter Converter = new();

    [Theory]
    [InlineData("\"42\"", "Int32", "42")]
    [InlineData("\" -7 \"", "Int32", "-7")]
    [InlineData("5.0", "Int32", "5")]
    [InlineData("\"1e3\"", "Int64", "1000")]
    [InlineData("9007199254740991", "Long", "9007199254740991")]
    [InlineData("\"9223372036854775807\"", "Int64", "9223372036854775807")]
    [InlineData("\"12\"", "Int16", "12")]
    [InlineData("\"12\"", "Int32?", "12")]
    [InlineData("\"\"", "Int32?", "null")]
    [InlineData("\"  \"", "Boolean", "null")]
    [InlineData("\"12\"", "int32", "12")]
    [InlineData("\"12.50\"", "Decimal", "12.50")]
    [InlineData("\"1e3\"", "Double", "1000")]
    [InlineData("0.1", "Single", "0.1")]
    [InlineData("\"TRUE\"", "Boolean", "true")]
    [InlineData("\" true\"", "Boolean", "true")]
    [InlineData("\"False\"", "Boolean", "false")]
    [InlineData("0", "Boolean", "false")]
    [InlineData("2", "Boolean", "true")]
    [InlineData("12.5", "String", "\"12.5\"")]
    [InlineData("true", "String", "\"true\"")]
    [InlineData("{\"街\":[1, \"二\"]}", "String", "\"{\\\"街\\\":[1,\\\"二\\\"]}\"")]
    [InlineData("\"\"", "String", "\"\"")]
    [InlineData("\"00:00:05\"", "TimeSpan", "\"00:00:05\"")]
    [InlineData("\"1.12:00\"", "TimeSpan", "\"1.12:00:00\"")]
    [InlineData("\"2026-05-01\"", "DateTime", "\"2026-05-01T00:00:00+08:00\"")]
    [InlineData("\"2026-05-01T08:30\"", "DateTimeOffset", "\"2026-05-01T08:30:00+08:00\"")]
    [InlineData("\"2026-05-01T08:30:00.250Z\"", "DateTimeOffset", "\"2026-05-01T08:30:00.25+00:00\"")]
    [InlineData("\"2026-05-01 08:30:00 -03:00\"", "DateTimeOffset", "\"2026-05-01T08:30:00-03:00\"")]
    [InlineData("\"2026/5/1\"", "DateTime", "\"2026-05-01T00:00:00+08:00\"")]
    [InlineData("\"{0F8FAD5B-D9CB-469F-A165-70867728950E}\"", "Guid", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("\"[1,\\\"2\\\"]\"", "Int32[]", "[1,2]")]
    [InlineData("[1,true]", "List<String>", "[\"1\",\"true\"]")]
    [InlineData("[1,[2]]", "list<Object>", "[1,[2]]")]
    [InlineData("[[\"1\"],[]]", "List<Int32[]>", "[[1],[]]")]
    [InlineData("[\"1\",null]", "IReadOnlyList<Int32?>", "[1,null]")]
    [InlineData("\"[1]\"", "JsonArray", "[1]")]
    [InlineData("\"{\\\"a\\\":1}\"", "Object", "\"{\\\"a\\\":1}\"")]
    [InlineData("\"{\\\"a\\\":1}\"", "JSON", "{\"a\":1}")]
    [InlineData("\"hello\"", "JsonElement", "\"hello\"")]
    [InlineData("\"{\\\"a\\\":1}\"", "StringDictionary", "{\"a\":\"1\"}")]
    [InlineData("{\"a\":1}", "ObjectDictionary", "{\"a\":1}")]
    [InlineData("{\"a\":1}", "UnregisteredClrType:Some.Type, Some.Assembly", "{\"a\":1}")]
    [InlineData("\"WaitAny\"", "FlowJoinMode", "\"WaitAny\"")]
    [InlineData("\"YWI=\"", "ByteArray", "\"YWI=\"")]
    [InlineData("[97,98]", "ByteArray", "\"YWI=\"")]
    [InlineData("null", "Int32", "null")]
    public void Convert_ToAlias_GivesCanonicalForm(string value, string type, string expected) =>
        JsonElement.DeepEquals(Converter.Convert(JsonElement.Parse(value), type), JsonElement.Parse(expected))
            .Should().BeTrue("{0} to {1} gave {2}", value, type, Converter.Convert(JsonElement.Parse(value), type));

    [Theory]
    [InlineData("\"not a number\"", "Int32", "值“not a number”（文本）不能转换为 Int32：应为 -2147483648 到 2147483647 之间的整数。")]
    [InlineData("2.5", "Int32", "值“2.5”（数值）不能转换为 Int32：应为 -2147483648 到 2147483647 之间的整数。")]
    [InlineData("3000000000", "Int32", "值“3000000000”（数值）*")]
    [InlineData("{}", "Int32", "值“{}”（对象）*")]
    [InlineData("1e400", "Double", "*应为数值*")]
    [InlineData("\"NaN\"", "Double", "*应为数值*")]
    [InlineData("\"yes\"", "Boolean", "*true 或 false*")]
    [InlineData("\"10:30\"", "DateTime", "*ISO 8601*")]
    [InlineData("\"5/1\"", "DateTime", "*ISO 8601*")]
    [InlineData("5", "TimeSpan", "*hh:mm:ss*")]
    [InlineData("\"x\"", "Guid", "*GUID*")]
    [InlineData("\"a,b\"", "List<String>", "*列表*")]
    [InlineData("{\"a\":1}", "String[]", "*列表*")]
    [InlineData("[1]", "ObjectDictionary", "*对象*")]
    [InlineData("\"{broken\"", "JSON", "*格式不正确*")]
    [InlineData("[256]", "ByteArray", "*0 到 255*")]
    public void Convert_Unfit_NamesValueAndType(string value, string type, string message)
    {
        var convert = () => Converter.Convert(JsonElement.Parse(value), type);
        convert.Should().Throw<ExpressionException>().WithMessage(message).Which.Code.Should().Be("expression.conversion");
    }

    [Fact]
    public void Convert_Undefined_IsNull() => Converter.Convert(default, "String").ValueKind.Should().Be(JsonValueKind.Null);

    [Fact]
    public void Convert_Twice_ChangesNothing()
    {
        foreach (var (value, type) in new[] { ("\"2026-05-01T08:30:00.120Z\"", "DateTime"), ("\"5\"", "TimeSpan"), ("\"[1]\"", "Int32[]"), ("\"x\"", "JSON") })
        {
            var once = Converter.Convert(JsonElement.Parse(value), type);
            JsonElement.DeepEquals(Converter.Convert(once, type), once).Should().BeTrue();
        }
    }
}
