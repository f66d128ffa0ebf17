using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Expressions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Expressions;

public sealed class JavaScriptTests
{
    [Theory]
    [InlineData("const a = 2; const b = 3; a * b", "6")]
    [InlineData("const f = (x) => x + 1; return f(41);", "42")]
    [InlineData("if (1 < 2) { return 'early'; } return 'late';", "early")]
    [InlineData("let s = 0; for (const n of [1,2,3]) s += n; s", "6")]
    [InlineData("`合计 ${[1,2,3].reduce((x, y) => x + y, 0)}`", "合计 6")]
    [InlineData("(function () { return 'iife'; })()", "iife")]
    [InlineData("JSON.stringify(JSON.parse('{\"x\":[1,{\"y\":null}]}'))", "{\"x\":[1,{\"y\":null}]}")]
    [InlineData("JSON.stringify({ ...{ a: 1 }, b: [...'甲乙'] })", "{\"a\":1,\"b\":[\"甲\",\"乙\"]}")]
    [InlineData("[3,1,2].sort().join('') + [1,2,3].includes(2) + Math.max(4, 9)", "123true9")]
    [InlineData("new Date(Date.UTC(2026, 0, 31)).toISOString()", "2026-01-31T00:00:00.000Z")]
    [InlineData("const d = new Date('2026-02-27T23:30:00Z'); d.setUTCDate(d.getUTCDate() + 2); return d.toISOString();", "2026-03-01T23:30:00.000Z")]
    [InlineData("'' + (Date.parse('2026-03-01T00:00:00Z') - Date.parse('2026-02-28T00:00:00Z')) / 3600000", "24")]
    [InlineData("typeof getLocal === 'undefined' ? 'no accessor' : 'accessor: ' + getLocal()", "no accessor")]
    [InlineData("12.5", "12.5")]
    [InlineData("1e21", "1e+21")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("({ 街: [1, , undefined, () => 1], f() {}, u: undefined, d: NaN })", "{\"街\":[1,null,null,null],\"d\":null}")]
    [InlineData("(async () => { await null; return 7 })()", "7")]
    [InlineData("(async () => JSON.stringify([await Promise.all([1, Promise.resolve(2)]), await Promise.any([Promise.reject(1), 3]), await Promise.race([4, 5]), await Promise.allSettled([Promise.reject(6)]), await Promise.all([])]))()", "[[1,2],3,4,[{\"status\":\"rejected\",\"reason\":6}],[]]")]
    [InlineData("[1,[2,3],null].toString() + [1.5].join()", "1,2,3,1.5")]
    [InlineData("'a-b-c'.replace('-', '+') + 'a-b-c'.replaceAll('-', (m, i) => i) + 'x'.repeat(3) + 'x'.padStart(3, 'ab') + 'x'.padEnd(4, 'ab')", "a+b-ca1b3cxxxabxxaba")]
    [InlineData("'2026-05-01'.replace(/(\\d+)-(?<m>\\d+)-(\\d+)/, '$3.$<m>.$1$$$&') + 'aXbX'.replace(/x/gi, (m, i) => i)", "01.05.2026$2026-05-01a1b3")]
    [InlineData("'abc'.replace('b', \"[$`|$'|$&]\") + 'aa'.replaceAll('', '.')", "a[a|c|b]c.a.a.")]
    [InlineData("JSON.stringify({a:1,b:{a:2,c:3}}, ['a', 'b']) + JSON.stringify({a:1}, (k, v) => k === 'a' ? v + 1 : v) + JSON.stringify([1], null, 1)", "{\"a\":1,\"b\":{\"a\":2}}{\"a\":2}[\n 1\n]")]
    [InlineData("JSON.stringify(undefined) === undefined && JSON.stringify(() => 1) === undefined", "true")]
    [InlineData("String.raw`a\\n${1}b` + 'a'.concat(1, null)", "a\\n1ba1null")]
    [InlineData("const keys = []; for (const k in [5]) keys.push(k); for (const k in 'x') keys.push(k); keys.join()", "0,0")]
    [InlineData("var out = []; function visit() { out.push(typeof this) } visit(); out[0]", "object")]
    [InlineData("this.getWorkflowInstanceId() + globalThis['get' + 'CorrelationId']()", "inst-1null")]
    public void Evaluate_Script_GivesValue(string source, string expected) => Scripts.Text(source).Should().Be(expected);

    [Fact]
    public void Evaluate_UndefinedAndNull_AreToldApart()
    {
        Scripts.Run("undefined").ValueKind.Should().Be(JsonValueKind.Undefined);
        Scripts.Run("").ValueKind.Should().Be(JsonValueKind.Undefined);
        Scripts.Run("null").ValueKind.Should().Be(JsonValueKind.Null);
        Scripts.Run("undefined", target: "String").ValueKind.Should().Be(JsonValueKind.Undefined);
    }

    [Fact]
    public void Evaluate_VariablesObject_WritesBackWhatChanged()
    {
        var scope = new TestScope().With("Amount", "Int32", "2").With("Title", "String", "\"\"").With("O", "Object", "{\"b\":1,\"a\":[3,1,2]}").With("Read", "Object", "{\"x\":1.50}");
        Scripts.Run("variables.Amount = variables.Amount + 5; variables.Title = '案件' + variables.Amount; variables.Read.x; variables.New = [1];", scope);
        scope["Title"].GetString().Should().Be("案件7");
        scope["Amount"].GetInt32().Should().Be(7);
        scope["New"].GetRawText().Should().Be("[1]");
        scope.Writes.Should().Equal("Amount", "Title", "New");
        Scripts.Text("variables.O.a.push(9); variables.O.c = 'new'; return Object.keys(variables.O).join(',');", scope).Should().Be("b,a,c");
        scope["O"].GetRawText().Should().Be("{\"b\":1,\"a\":[3,1,2,9],\"c\":\"new\"}");
    }

    [Fact]
    public void Evaluate_ThrowingScript_LeavesVariablesObjectUnwritten()
    {
        var scope = new TestScope().With("N", "Int32", "1");
        var run = () => Scripts.Run("variables.N = 2; throw new Error('boom')", scope);
        run.Should().Throw<ExpressionException>().WithMessage("*Error: boom（第 1 行第 *");
        scope["N"].GetInt32().Should().Be(1);
    }

    [Fact]
    public void Evaluate_Accessors_UsePascalCase()
    {
        var scope = new TestScope().With("totalCost", "Int32", "4").With("case_no", "String", "\"A\"");
        Scripts.Text("setTotalCost(getTotalCost() + 1); setVariable('totalCost', getVariable('totalCost') * 2); return getTotalCost();", scope).Should().Be("10");
        Scripts.Text("getTotalCost() + ' ' + getVariable('totalCost') + ' ' + variables.totalCost + getCaseNo()", scope).Should().Be("10 10 10A");
        Scripts.Text("setVariable('Fresh', 'made'); getVariable('Fresh') + getVariable('Missing')", scope).Should().Be("madenull");
    }

    [Fact]
    public void Evaluate_SetOfWrongType_NamesValueAndType()
    {
        var run = () => Scripts.Run("try { setN('x') } catch { 1 }", new TestScope().With("N", "Int32", "1"));
        run.Should().Throw<ExpressionException>().WithMessage("值“x”*Int32*").Which.Code.Should().Be("expression.conversion");
    }

    [Fact]
    public void Evaluate_Inputs_ByNameAndAccessor()
    {
        var scope = new TestScope().WithInput("Name", "\"张三\"").WithInput("N", "4").WithInput("Ok", "true")
            .WithInput("Obj", "{\"street\":\"东湖\",\"floors\":[1,2]}").WithInput("List", "[\"x\",\"y\"]").WithInput("Extra", "\"undeclared\"", declared: false);
        Scripts.Text("getInput('Name') + ' ' + getName() + ' ' + typeof getInput('N') + ' ' + (getInput('N') + 1) + ' ' + getInput('Ok')", scope).Should().Be("张三 张三 number 5 true");
        Scripts.Text("getInput('Obj').street + ' ' + getInput('Obj').floors[1] + ' ' + getInput('List').length + ' ' + getInput('List')[0]", scope).Should().Be("东湖 2 2 x");
        Scripts.Text("getInput('Extra') + ' ' + (getInput('Missing') == null) + typeof getExtra", scope).Should().Be("undeclared trueundefined");
    }

    [Fact]
    public void Evaluate_OutputsAndLastResult()
    {
        var scope = new TestScope { LastResult = JsonElement.Parse("5") };
        scope.Outputs[("First", "Result")] = JsonElement.Parse("\"one\"");
        scope.Outputs[("Second", "Result")] = JsonElement.Parse("{\"v\":2}");
        Scripts.Text("getOutputFrom('First') + ' ' + getOutputFrom('First', 'Result') + ' ' + getResultFromSecond().v + getLastResult()", scope).Should().Be("one one 25");
        var run = () => Scripts.Run("try { getOutputFrom('Nowhere') } catch { 1 }", scope);
        run.Should().Throw<ExpressionException>().Which.Code.Should().Be("expression.unknown-activity");
    }

    [Fact]
    public void Evaluate_Dates_ComeBackAsDates()
    {
        var scope = new TestScope().With("D", "Object", "null").With("T", "DateTime", "\"2026-05-01\"");
        scope.SetVariable("D", Scripts.Run("new Date(Date.UTC(2026, 4, 1, 8, 0, 0))", scope));
        scope["D"].GetString().Should().Be("2026-05-01T16:00:00.0000000+08:00");
        Scripts.Text("typeof getD() + ' ' + (new Date(getD())).toISOString()", scope).Should().Be("object 2026-05-01T08:00:00.000Z");
        Scripts.Text("getT().getHours() + ' ' + getT().toISOString()", scope).Should().Be("0 2026-04-30T16:00:00.000Z");
        scope.Writes.Clear();
        Scripts.Run("variables.T.getTime(); variables.D", scope);
        scope.Writes.Should().BeEmpty();
        Scripts.Run("variables.T.setFullYear(2027)", scope);
        scope["T"].GetString().Should().Be("2027-05-01T00:00:00+08:00");
    }

    [Fact]
    public void Evaluate_InstanceData_IsReadAndSet()
    {
        var scope = new TestScope { CorrelationId = "c", Outcomes = [], Arguments = new Dictionary<string, JsonElement> { ["Item"] = JsonElement.Parse("{\"k\":1}") } };
        Scripts.Text("setCorrelationId(getCorrelationId() + 1); setWorkflowInstanceName('n'); setOutcomes(['A','B']); getWorkflowInstanceName() + args.item.k + getItem().k", scope).Should().Be("n11");
        (scope.CorrelationId, scope.InstanceName).Should().Be(("c1", "n"));
        scope.Outcomes.Should().Equal("A", "B");
        Scripts.Text("[getWorkflowDefinitionId(), getWorkflowDefinitionVersionId(), getWorkflowDefinitionVersion(), getWorkflowInstanceId(), typeof setOutcome]", new TestScope())
            .Should().Be("[\"def-1\",\"ver-1\",3,\"inst-1\",\"undefined\"]");
    }

    [Theory]
    [InlineData("[isNullOrEmpty(''), isNullOrEmpty(' '), isNullOrWhiteSpace(' '), isNullOrWhiteSpace(null), isNullOrEmpty('x')]", "[true,false,true,true,false]")]
    [InlineData("toJson({a:[1,'二']}) + toJson(undefined)", "{\"a\":[1,\"二\"]}null")]
    [InlineData("parseGuid('{0F8FAD5B-D9CB-469F-A165-70867728950E}') + Guid.Empty.length", "0f8fad5b-d9cb-469f-a165-70867728950e36")]
    [InlineData("bytesToString(bytesFromString('案')) + bytesToBase64(bytesFromString('ab')) + bytesFromBase64('YWI=').length + stringFromBase64(stringToBase64('案')) + streamToBase64([97])", "案YWI=2案YQ==")]
    [InlineData("DateTime.Now.toISOString() + ' ' + new DateTime(2026, 5, 1).toISOString() + ' ' + DateTime.Today.Day", "2026-05-01T00:30:00.000Z 2026-04-30T16:00:00.000Z 1")]
    [InlineData("new DateTime(2026, 1, 31).AddMonths(1).AddDays(1).AddHours(1).Month + ' ' + DateTimeOffset.UtcNow.Hour + ' ' + DateTime.Parse('2026-05-01').Year", "3 8 2026")]
    [InlineData("TimeSpan.FromHours(25).ToString() + ' ' + TimeSpan.Parse('1.02:00:00').TotalHours + ' ' + DateTime.Now.Subtract(new DateTime(2026, 5, 1)).TotalMinutes + ' ' + new TimeSpan(1, 2, 3)", "1.01:00:00 26 510 01:02:03")]
    [InlineData("[new Date(2026, 4, 1).toISOString(), new Date().getHours(), Date.now(), new Date('2026-05-01T00:00').toISOString(), isNaN(Date.parse('10:30'))]", "[\"2026-04-30T16:00:00.000Z\",8,1777595400000,\"2026-04-30T16:00:00.000Z\",true]")]
    [InlineData("new Random(7).Next(10) === new Random(7).Next(10) && new Random(7).Next(5, 6) === 5", "true")]
    [InlineData("[typeof System, typeof importNamespace, typeof Proxy, typeof Uint8Array, typeof getConfig, typeof getSecret, typeof require]", "[\"undefined\",\"undefined\",\"undefined\",\"undefined\",\"undefined\",\"undefined\",\"undefined\"]")]
    [InlineData("LogPersistenceMode.Include", "Include")]
    public void Evaluate_HelperFunctions_GiveValue(string source, string expected) => Scripts.Text(source).Should().Be(expected);

    [Fact]
    public void Evaluate_TimeSpanResult_ConvertsToTimeSpan() => Scripts.Run("TimeSpan.FromMinutes(90)", target: "TimeSpan").GetString().Should().Be("01:30:00");

    [Theory]
    [InlineData("noSuchFunction(1)", "*ReferenceError: noSuchFunction is not defined（第 1 行第 1 列）*", "expression.javascript")]
    [InlineData("\n throw {name: 'X', message: 'm'}", "*执行失败*", "expression.javascript")]
    [InlineData("Promise.reject(new Error('later'))", "*later*", "expression.javascript")]
    [InlineData("new Promise(() => {})", "*promise*", "expression.javascript")]
    [InlineData("NaN", "*NaN*", "expression.conversion")]
    [InlineData("x => x", "*函数*()*", "expression.conversion")]
    [InlineData("const a = {}; a.a = a; a", "*包含自身*", "expression.size-limit")]
    [InlineData("new Date(NaN)", null, null)]
    public void Evaluate_Failure_IsClear(string source, string? message, string? code)
    {
        var run = () => Scripts.Run(source);
        if (message is null) run.Should().NotThrow();
        else run.Should().Throw<ExpressionException>().WithMessage(message).Which.Code.Should().Be(code);
    }

    [Fact]
    public void Evaluate_Conversion_UsesTarget()
    {
        Scripts.Run("getN() < 2", new TestScope().With("N", "Int32", "1"), "Boolean").GetBoolean().Should().BeTrue();
        Scripts.Run("['甲', 1]", target: "List<String>").GetRawText().Should().Be("[\"甲\",\"1\"]");
        Scripts.Run("return ({ CaseNo: 'D-1' })", target: "ObjectDictionary").GetRawText().Should().Be("{\"CaseNo\":\"D-1\"}");
        Scripts.Run("123", target: "String").GetString().Should().Be("123");
    }

    [Fact]
    public void Evaluate_ChineseNames_Work()
    {
        var scope = new TestScope().With("文本", "String", "\"🚧x\"").With("Who", "Object", "{\"姓名\":\"王芳\",\"tags\":[\"a\",\"b\"]}");
        Scripts.Text("getVariable('文本').length + ' ' + '🚧'.length + ' ' + [...'🚧a'].length + get文本()", scope).Should().Be("3 2 2🚧x");
        Scripts.Text("getWho().姓名 + ' ' + getWho().tags.length + variables['文本'] + variables.文本", scope).Should().Be("王芳 2🚧x🚧x");
    }
}
