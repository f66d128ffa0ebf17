using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Expressions;

/// <summary>Hostile scripts and templates: each ends in an expected failure or a harmless value, soon, and with bounded memory.</summary>
public sealed class ScriptEscapeTests
{
    private const long MemoryBound = 400_000_000;

    /// <summary>What no script may ever see.</summary>
    private static readonly string[] Secrets = ["System.", "Jint", "GridGov", "Runtime", "/root", "PATH"];

    public static TheoryData<string> Attacks() =>
    [
        // Ways to .NET and to code from text
        "({}).constructor.constructor('return this')()", "''.constructor.constructor('return 1')()", "(() => {}).constructor('return 1')()",
        "(function*(){}).constructor('yield 1')", "(async () => {}).constructor('return 1')", "getWorkflowInstanceId.constructor('return 1')()",
        "eval('1+1')", "(0, eval)('1')", "new Function('return 1')()", "setTimeout('1')", "System.IO.File.ReadAllText('/etc/passwd')", "importNamespace('System')",
        "clr", "host", "require('fs')", "process.env.PATH", "globalThis.process", "import('fs')", "new ShadowRealm().evaluate('1')", "Reflect.construct(Function, ['return 1'])()",
        "getVariable.GetType", "getInput.Method", "Object.getOwnPropertyNames(getInput).join()", "newGuid().GetType()", "DateTime.Now.GetType()", "getInput.toString()",
        "new Error().stack", "try { null.x } catch (e) { e.stack + Object.getOwnPropertyNames(e) }", "Object.getOwnPropertyNames(globalThis).filter(x => /clr|system|host|namespace/i.test(x)).join()",
        "JSON.stringify(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(getInput)))", "getInput.caller", "(function f() { return f.caller + f.arguments })()", "arguments.callee",
        "getInput.call(getInput, {toString() { throw new Error('mine') }})", "setVariable({toString: () => '__proto__'}, 1)", "getVariable('__proto__')", "getInput('constructor')", "variables.__proto__.x = 1",
        "variables.constructor.constructor('return 1')()", "JSON.parse('{\"__proto__\":{\"x\":1}}').x", "new Proxy({}, {get() { return 1 }}).x", "new WeakRef({}).deref()", "Intl.DateTimeFormat()", "Temporal.Now.instant()",
        // Endless, deep
        "while(1);", "for(;;);", "do ; while(1)", "label: for(;;) { continue label }", "try { while(1); } catch { 1 } finally { 2 }", "(function(){ try { while(1); } finally { return 1 } })()",
        "function f() { return f() + 1 } f()", "function f() { try { return f() } catch { return f() } } f()", "const o = { get x() { return this.x } }; o.x", "const o = { toString() { return '' + this } }; '' + o",
        "const o = { valueOf() { return this + 1 } }; o + 1", "const o = { toJSON() { return JSON.stringify(this) } }; JSON.stringify(o)", "const o = { toJSON() { return this } }; o", "const o = { get x() { for(;;); } }; o", "const o = { get x() { throw new Error('x') } }; o",
        "const o = { get x() { return o } }; o", "({ toJSON() { while(1); } })", "class A { constructor() { new A() } } new A()", "function* g() { yield* g() } [...g()]", "function* g() { for(;;) yield 1 } [...g()].length",
        "let a = []; for (let i = 0; i < 20000; i++) a = [a]; a", "let a = []; for (let i = 0; i < 20000; i++) a = [a]; '' + a", "let a = []; for (let i = 0; i < 20000; i++) a = [a]; JSON.stringify(a)",
        "async function f() { for(;;) await 0 } f()", "async function f() { await f() } f()", "new Promise(() => {})", "const o = { then(r) { r(o) } }; Promise.resolve(o)", "Promise.reject({ get message() { while(1); } })", "throw { get name() { while(1); } }", "throw { toString() { while(1); } }",
        "const o = {}; o[Symbol.iterator] = () => ({ next: () => ({ done: false }) }); [...o]", "const o = {}; o[Symbol.iterator] = () => ({ next: () => ({ done: false }) }); Array.from(o)", "Object.defineProperty(Object.prototype, 'toJSON', { get() { while(1); } }); [{}]",
        // Large
        "'x'.repeat(1e9)", "'x'.repeat(2 ** 29)", "'x'.padStart(1e9)", "'x'.padEnd(2 ** 30, 'ab')", "let s = 'x'; for(;;) s += s", "let s = 'xxxxxxxxxx'; for (let i = 0; i < 27; i++) s = s + s; s.length", "const s = 'x'.repeat(2.5e5); `${s}${s}${s}${s}`.repeat(2)",
        "const s = 'x'.repeat(2.5e5); Array(1000).fill(s).join()", "const s = 'x'.repeat(2.5e5); '' + Array(1000).fill(s)", "const s = 'x'.repeat(2.5e5); Array(1000).fill(s).toLocaleString()", "const s = 'x'.repeat(2.5e5); ''.concat(...Array(1000).fill(s))",
        "const s = 'x'.repeat(2.5e5); String.raw({ raw: Array(60000).fill(s) })", "const s = 'x'.repeat(2.5e5); ''.constructor.raw({ raw: Array(60000).fill(s) })", "const s = 'x'.repeat(1e5); s.replaceAll('x', s)", "const s = 'x'.repeat(1e5); s.replace(/x/g, s)", "const s = 'x'.repeat(1e5); s.replace(/x/g, () => s)",
        "const s = 'x'.repeat(1e4); s.replace(/(x+)/, '$1'.repeat(50000))", "const s = 'x'.repeat(1e5); RegExp.prototype[Symbol.replace].call(/x/g, s, s)", "const s = 'x'.repeat(1e5); /x/g[Symbol.replace](s, s)", "const s = 'x'.repeat(1e5); s.split('').join(s)", "'x'.repeat(2.5e5).split('')",
        "const s = 'x'.repeat(2.5e5); JSON.stringify(Array(60000).fill(s))", "const s = 'x'.repeat(2.5e5); Array(60000).fill(s)", "JSON.stringify(Array(60000).fill([[[[1]]]]), null, '          ')", "let a = [1]; for(;;) a = [a, a]", "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; a", "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; JSON.stringify(a)",
        "new Array(4294967295).fill(0)", "new Array(4294967295).join('x')", "const a = []; a.length = 4294967295; a", "const a = []; a.length = 4294967295; JSON.stringify(a)", "const a = []; a.length = 4294967295; a.join('')", "const a = []; a[4294967294] = 1; a.sort()", "[...Array(1e9).keys()]", "Array.from({ length: 1e9 })",
        "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 5)", "Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 5)", "Array.prototype.join.call({ length: 2 ** 53 - 1 }, '')", "Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 0)", "Array.prototype.every.call({ length: 2 ** 53 - 1 }, Boolean)", "const a = []; a.length = 4294967295; a.forEach(Boolean)",
        "[].keys.call({ length: 2 ** 53 - 1 }).drop(1e15).next()", "Array.prototype.keys.call({ length: 2 ** 53 - 1 }).forEach(Boolean)", "Array.prototype.values.call({ length: 2 ** 53 - 1 }).toArray()", "new Set(Array.prototype.keys.call({ length: 2 ** 53 - 1 }))", "new Set([1]).union({ size: 1, has() {}, keys: () => Array.prototype.keys.call({ length: 2 ** 53 - 1 }) })",
        "Object.groupBy(Array.prototype.keys.call({ length: 2 ** 53 - 1 }), Boolean)", "Map.groupBy(Array.prototype.keys.call({ length: 2 ** 53 - 1 }), Boolean)", "Math.sumPrecise(Array.prototype.keys.call({ length: 2 ** 53 - 1 }))", "Math.max(...Array.prototype.keys.call({ length: 2 ** 53 - 1 }))", "Promise.all(Array.prototype.keys.call({ length: 2 ** 53 - 1 }))", "Object.fromEntries(Array.prototype.entries.call({ length: 2 ** 53 - 1 }))", "Array.fromAsync(Array.prototype.keys.call({ length: 2 ** 53 - 1 }))",
        "new Uint8Array(1e9)", "new ArrayBuffer(2e9)", "new SharedArrayBuffer(1e9)", "Object.getOwnPropertyDescriptors('x'.repeat(2.5e5))[1]", "BigInt('9'.repeat(1e6))", "(3n ** 600000n).toString()", "Symbol('x'.repeat(2.5e5)).toString()", "bytesFromString('x'.repeat(2.5e5))", "bytesToString({ length: 1e9 })", "const o = {}; for (let i = 0; i < 50000; i++) o['k' + i + 'x'.repeat(5000)] = 1; o",
        // Regular expressions
        "/(a+)+$/.test('a'.repeat(40) + 'b')", "try { /(a+)+$/.test('a'.repeat(40) + 'b') } catch { 1 }", "new RegExp('(x+x+)+y').test('x'.repeat(30000))", "/^(a|aa)+$/.test('a'.repeat(60) + 'b')", "/(\\p{L}+)+$/u.test('a'.repeat(40) + '!')", "'ab'.repeat(50000).search(/(.*)*c/)", "'a'.repeat(40).concat('!').replace(/(a*)*$/g, 'x')", "'a'.repeat(40).concat('!').split(/(a*)*$/)", "new RegExp('(?:'.repeat(2000) + 'a' + ')*'.repeat(2000)).test('a')", "RegExp('('.repeat(60000))",
        // Through replaced built-ins
        "Array.prototype.join = () => 'x'.repeat(1e9); '' + [1]", "String.prototype.repeat = null; 'x'.padEnd(1e9)", "Object.prototype.get = () => { while(1); }; Object.defineProperty({}, 'x', {})", "Object.prototype.toString = () => { while(1); }; '' + {}", "Function.prototype.call = Function.prototype.apply = null; [1, 2].join()", "Object.defineProperty(Array.prototype, 0, { set() { while(1); } }); ['x'].map(x => x)",
        "JSON.stringify = x => 'x'.repeat(1e9); toJson({})", "Math.random = () => { while(1); }; new Random().Next()", "Date = null; DateTime.Now", "RegExp.prototype.exec = () => ({ index: 0, length: 1e9 }); 'x'.replace(/x/g, 'y')", "const m = { exec: Object.bind(null, ['']), flags: 'g', global: true, unicode: false }; RegExp.prototype[Symbol.replace].call(m, 'x', 'y')",
        "const m = { exec: Array.bind(null, ''), flags: 'g', global: true, lastIndex: 0 }; RegExp.prototype[Symbol.match].call(m, 'x')", "const m = { flags: 'g', exec: Array.bind(null, '') }; m.constructor = { [Symbol.species]: function () { return m } }; [...RegExp.prototype[Symbol.matchAll].call(m, 'x')]",
        "setCorrelationId({ toString() { while(1); } })", "setVariable('x', { get y() { while(1); } })", "variables.x = { get y() { while(1); } }; 1", "variables.x = 'x'.repeat(2.5e5); variables.y = Array(100).fill(variables.x)", "for (let i = 0; i < 1e9; i++) setVariable('v' + i, i)",
    ];

    public static TheoryData<string> Templates() =>
    [
        "{% for i in (1..100000000) %}x{% endfor %}", "{% for i in (1..9000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}", "{% assign s = 'x' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
        "{% assign s = 'x' %}{% for i in (1..40) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ s | size }}", "{% assign s = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign s = s | replace: 'x', s %}{% endfor %}{{ s | size }}",
        "{% assign a = 'x,y' | split: ',' %}{% for i in (1..40) %}{% assign a = a | concat: a %}{% endfor %}{{ a | size }}", "{{ (1..100000000) | join: '' }}", "{% include 'x' %}", "{% include_join 'x' %}", "{% render 'x' %}", "{% layout 'x' %}", "{{ include }}",
        "{{ Variables.GetType }}", "{{ Variables.constructor }}", "{{ 'x'.GetType.Assembly }}", "{{ object.eval '1' }}", "{{ '1' | object.eval }}", "{{ date.now }}", "{{ math.uuid }}", "{{ 'a' | regex.match: '(a+)+$' }}", "{{ timespan.zero }}", "{% func f %}{{ f }}{% endfunc %}{{ f }}",
        "{% while true %}x{% endwhile %}", "{{ 1 | divided_by: 0 }}", "{{ 'x' | times: 1000000000 }}", "{{ 9 | times: 99999999999999999999999999 | times: 99999999999999999999999999 }}", "{{ 'x' | truncate: 2000000000, 'y' }}", "{{ 'x' | slice: -1, 2000000000 }}", "{{ 'x' | replace: '', 'y' }}", "{{ nosuch | nosuchfilter }}",
        "{% assign Variables = 'x' %}{{ Variables }}", "{% assign append = 'x' %}{{ 'a' | append: 'b' }}", "{% tablerow i in (1..5000) cols:1 %}{{ i }}{% endtablerow %}", "{{ Variables | json }}", "{% for v in Variables %}{{ v }}{% endfor %}", "{{ 'now' | date: 'xxxxxxxxxx%Y' }}", "{{ '999999999999999999' | date: '%Y' }}",
        "{% cycle 'a', 'b' %}{% increment x %}{% decrement x %}", "{{ '<a' | strip_html }}", "{% assign h = '<' %}{% for i in (1..19) %}{% assign h = h | append: h %}{% endfor %}{{ h | strip_html | size }}", "{% liquid assign x = 1 %}", "{{ empty }}{{ blank }}",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public Task Evaluate_HostileScript_EndsCleanly(string source) => EndsCleanly("JavaScript", source);

    [Theory]
    [MemberData(nameof(Templates))]
    public Task Evaluate_HostileTemplate_EndsCleanly(string source) => EndsCleanly("Liquid", source);

    [Theory]
    [InlineData("'x'.repeat(1e9)", "expression.size-limit")]
    [InlineData("new Array(4294967295)", "expression.size-limit")]
    [InlineData("while(1);", "expression.statement-limit")]
    [InlineData("function f() { return f() + 1 } f()", "expression.recursion-limit")]
    [InlineData("try { 'x'.repeat(1e9) } catch { 'caught' }", "expression.size-limit")]
    [InlineData("({ get x() { while(1); } })", "expression.statement-limit")]
    [InlineData("Array(60000).fill('x'.repeat(2.5e5))", "expression.size-limit")]
    public void Evaluate_DeterministicLimit_HasItsCode(string source, string code)
    {
        var run = () => Scripts.Run(source);
        run.Should().Throw<ExpressionException>().Which.Code.Should().Be(code);
    }

    [Theory]
    [InlineData("let s = 'x'; for(;;) s += s")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b')")]
    [InlineData("try { /(a+)+$/.test('a'.repeat(40) + 'b') } catch { 1 }")]
    [InlineData("const a = []; a.length = 4294967295; a.forEach(Boolean)")]
    [InlineData("const o = { toString() { return '' + this } }; try { '' + o } catch { 1 }")]
    public void Evaluate_MachineDependentLimit_IsBackstop(string source)
    {
        var run = () => Scripts.Run(source);
        run.Should().Throw<ScriptBackstopException>();
    }

    [Fact]
    public void Evaluate_Pollution_EndsWithItsEvaluation()
    {
        const string probe = "[typeof leak, ({}).leak, [].leak, 'x'.leak, Math.leak, (() => 1).leak, 'a'.repeat(2), [1,2].join('-'), typeof Date.now(), JSON.stringify({}), typeof getInput, variables.leak]";
        var expression = Scripts.Compile("JavaScript", probe);
        var before = expression.Evaluate(new TestScope(), "String").GetString();
        Scripts.Run("""
            leak = 1; globalThis.leak = 2; Object.prototype.leak = 3; Array.prototype.leak = 4; String.prototype.leak = 5; Math.leak = 6; Function.prototype.leak = 7;
            String.prototype.repeat = () => 'hacked'; Array.prototype.join = () => 'hacked'; Date.now = () => 'x'; JSON.stringify = () => 'hacked'; getInput = 1;
            variables.__proto__.leak = 8; Object.freeze(Object.prototype); delete Array.prototype.map; 1
            """);
        expression.Evaluate(new TestScope(), "String").GetString().Should().Be(before);
        before.Should().Be("[\"undefined\",null,null,null,null,null,\"aa\",\"1-2\",\"number\",\"{}\",\"function\",null]");
    }

    [Fact]
    public async Task Evaluate_SharedExpression_OnManyThreads()
    {
        var script = Scripts.Compile("JavaScript", "variables.N = variables.N * 2; 'x'.repeat(getN()) + getInput('I')");
        var template = Scripts.Compile("Liquid", "{% assign x = Variables.N | times: 2 %}{{ x }}{{ Input.I }}");
        await Parallel.ForAsync(1, 200, TestContext.Current.CancellationToken, (i, _) =>
        {
            var scope = new TestScope().With("N", "Int32", $"{i}").WithInput("I", $"{i}");
            script.Evaluate(scope, "String").GetString().Should().Be(new string('x', i) + i);
            template.Evaluate(scope, "String").GetString().Should().Be($"{4 * i}{i}");
            return ValueTask.CompletedTask;
        });
    }

    private static async Task EndsCleanly(string type, string source)
    {
        var scope = new TestScope().With("x", "Object", "null");
        var evaluation = Task.Run(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            string? text;
            try
            {
                text = JsonValues.TextOf(Scripts.Compile(type, source, new List<DefinitionFault>()).Evaluate(scope, "Object"));
            }
            catch (Exception exception) when (exception is ExpressionException or ScriptBackstopException)
            {
                text = exception.Message;
            }

            return (Text: text ?? string.Empty, Allocated: GC.GetAllocatedBytesForCurrentThread() - before);
        }, TestContext.Current.CancellationToken);
        var result = await evaluation.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        result.Allocated.Should().BeLessThan(MemoryBound);
        result.Text.Replace("System is not defined", "", StringComparison.Ordinal).Should().NotContainAny(Secrets);
        result.Text.Length.Should().BeLessThan(1_100_000);
    }
}
