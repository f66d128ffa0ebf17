using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Expressions;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Expressions;

public sealed class LiquidTests
{
    private static TestScope Scope() => new TestScope { CorrelationId = "C-1" }
        .With("Case", "Object", "{\"no\":\"A-1\",\"items\":[{\"n\":\"井盖\"},{\"n\":\"路灯\"}]}")
        .With("Title", "String", "\"巡查\"").With("Count", "Int32", "2").With("Price", "Decimal", "12.50").With("Ok", "Boolean", "true")
        .With("Text", "String", "\"正文\"").WithInput("Street", "\"东湖街道\"").WithInput("CaseNo", "\"K-1\"");

    [Theory]
    [InlineData("{{ Variables.Title }}-{{ Input.Street }}", "巡查-东湖街道")]
    [InlineData("{% if Variables.Count > 1 %}多件{% else %}单件{% endif %} {{ Variables.Count | plus: 1 }}", "多件 3")]
    [InlineData("{{ Variables.Case.no | downcase }}", "a-1")]
    [InlineData("前缀 {{ Variables.Text }} {{ '🚧' | append: '尾' }}", "前缀 正文 🚧尾")]
    [InlineData("案件 {{ Input.CaseNo }}", "案件 K-1")]
    [InlineData("[{{ Variables.Missing.x.y }}{{ nothing }}]", "[]")]
    [InlineData("{{ CorrelationId }} {{ WorkflowDefinitionId }} {{ WorkflowDefinitionVersionId }} {{ WorkflowDefinitionVersion }} {{ WorkflowInstanceId }}", "C-1 def-1 ver-1 3 inst-1")]
    [InlineData("{% for i in Variables.Case.items %}{{ forloop.index }}{{ i.n }}{% unless forloop.last %},{% endunless %}{% endfor %}", "1井盖,2路灯")]
    [InlineData("{{ Variables.Case.items | map: 'n' | join: '/' }} {{ Variables.Case.items.size }} {{ Variables.Case.items[1].n }} {{ Variables.Case | keys | join: ',' }}", "井盖/路灯 2 路灯 no,items")]
    [InlineData("{{ Variables.Price }} {{ Variables.Price | times: 2 }} {{ Variables.Ok }} {{ 'ab' | base64 }} {{ Variables.Case }}", "12.50 25.00 true YWI= {\"no\":\"A-1\",\"items\":[{\"n\":\"井盖\"},{\"n\":\"路灯\"}]}")]
    [InlineData("{{ 7 | divided_by: 2 }} {{ 7.0 | divided_by: 2 }} {{ '1' | plus: '2' }} {{ 7 | modulo: 4 }} {{ 5 | minus: 7 }} {{ 1 | at_least: 3 }} {{ 9 | at_most: 3 }}", "3 3.5 3 3 -2 3 3")]
    [InlineData("{{ 'now' | date: '%Y-%m-%d %H:%M' }} {{ '2026-05-01T00:30:00Z' | date: '%-d %b %F %T %z' }} {{ 'x' | date: '%Y' }}", "2026-05-01 08:30 1 May 2026-05-01 08:30:00 +0800 x")]
    [InlineData("{{ date.now }}{{ object.eval }}{{ math.random }}{{ regex.match }}", "")]
    [InlineData("{% assign x = 1 %}{% capture y %}<{{ x }}>{% endcapture %}{{ y }}{% case x %}{% when 1 %}one{% endcase %}", "<1>one")]
    [InlineData("{{ Variables.Case.items | where: 'n', '井盖' | size }} {{ 'b,A' | split: ',' | sort_natural | join: '' }} {{ 'a&b' | url_encode }} {{ Variables.Case.items | json }}", "1 Ab a%26b [{\"n\":\"井盖\"},{\"n\":\"路灯\"}]")]
    [InlineData("{{ 'a-b' | replace: '-', '+' | upcase }} {{ 'abcdef' | truncate: 5 }} {{ 'x' | default: 'y' }}{{ nil | default: 'y' }} {{ '<b>' | escape }}", "A+B ab... xy &lt;b&gt;")]
    public void Evaluate_Template_Renders(string template, string expected) => Scripts.Liquid(template, Scope()).Should().Be(expected);

    [Fact]
    public void Evaluate_ActivityInput_ComesBeforeWorkflowInput()
    {
        var scope = Scope();
        scope.ActivityInputs = new Dictionary<string, JsonElement> { ["street"] = JsonElement.Parse("\"西街\"") };
        Scripts.Liquid("{{ Input.Street }} {{ Input.CaseNo }}", scope).Should().Be("西街 K-1");
    }

    [Fact]
    public void Evaluate_Result_IsConverted()
    {
        Scripts.Compile("Liquid", "{{ Variables.Count | plus: 40 }}").Evaluate(Scope(), "Int32").GetInt32().Should().Be(42);
        Scripts.Compile("Liquid", "[\"{{ Variables.Title }}\"]").Evaluate(Scope(), "List<String>").GetRawText().Should().Be("[\"巡查\"]");
    }

    [Fact]
    public void Evaluate_TwoTemplates_ShareNothing()
    {
        Scripts.Liquid("{% assign plus = 5 %}{% assign Leak = 'x' %}{% increment n %}");
        Scripts.Liquid("{{ 1 | plus: 1 }}{{ Leak }}{{ n }}").Should().Be("2");
    }

    [Theory]
    [InlineData("{{ Variables.Title", "*第 1 行第 19 列*")]
    [InlineData("a\n{% if x %}", "*第 2 行*endif*")]
    [InlineData("{% include 'x' %}", "*不支持 include*")]
    public void Compile_BadTemplate_IsFault(string template, string message)
    {
        var faults = new List<Engine.Definitions.DefinitionFault>();
        var expression = Scripts.Compile("Liquid", template, faults);
        faults.Should().ContainSingle().Which.Message.Should().Match(message);
        faults[0].Code.Should().Be("expression.syntax");
        var run = () => expression.Evaluate(Scope(), "String");
        run.Should().Throw<ExpressionException>().Which.Code.Should().Be("expression.syntax");
    }
}
