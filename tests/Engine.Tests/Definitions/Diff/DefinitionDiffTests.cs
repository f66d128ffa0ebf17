using FluentAssertions;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions.Diff;
using GridGov.Workflow.Engine.Definitions.Documents;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Definitions.Diff;

public sealed class DefinitionDiffTests
{
    private const string First = """
        {"name":"受理","variables":[{"id":"v","name":"次数","typeName":"Int32","value":"0"}],"inputs":[],"outcomes":[],"customProperties":{},
         "root":{"id":"flow","type":"Elsa.Flowchart","version":1,
          "activities":[
           {"id":"a","name":"开始1","type":"Elsa.Start","version":1,"metadata":{"designer":{"position":{"x":0,"y":0}}}},
           {"id":"b","name":"写1","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"旧"}}},
           {"id":"c","type":"Elsa.If","version":1,"then":{"id":"d","name":"内","type":"Elsa.WriteLine","version":1}}],
          "connections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]}}
        """;

    private static readonly ActivityRegistry Registry = new(StandardActivities.Create());

    [Fact]
    public void Compare_SameDocument_FindsNothing() => Texts(First, First).Should().BeEmpty();

    [Fact]
    public void Compare_ChangedInput_NamesItAsTheToolboxDoes() => Texts(First, First.Replace("旧", "新", StringComparison.Ordinal))
        .Should().Equal("活动“写1”的“文字”由“旧”改为“新”。");

    [Fact]
    public void Compare_ScriptInsteadOfText_NamesTheSyntax() =>
        Texts(First, First.Replace("""{"type":"Literal","value":"旧"}""", """{"type":"JavaScript","value":"f()"}""", StringComparison.Ordinal))
            .Should().Equal("活动“写1”的“文字”由“旧”改为“f()（JavaScript）”。");

    [Fact]
    public void Compare_ActivityAndConnection_AreAddedAndRemoved()
    {
        var second = First
            .Replace("""{"id":"b",""", """{"id":"e","name":"结束1","type":"Elsa.End","version":1},{"id":"b",""", StringComparison.Ordinal)
            .Replace("""{"activity":"b","port":"In"}""", """{"activity":"e","port":"In"}""", StringComparison.Ordinal);

        Texts(First, second).Should().Equal(
            "新增活动“结束1”（结束）。", "新增连线：“开始1”的出口“Done” → “结束1”。", "删除连线：“开始1”的出口“Done” → “写1”。");
        Texts(second, First).Should().Contain("删除活动“结束1”（结束）。");
    }

    [Fact]
    public void Compare_NestedActivity_IsFoundWhereverItIs() =>
        Texts(First, First.Replace("\"name\":\"内\"", "\"name\":\"里\"", StringComparison.Ordinal)).Should().Equal("活动“里”的“名称”由“内”改为“里”。");

    [Fact]
    public void Compare_DrawingOnly_IsAMove() =>
        Texts(First, First.Replace("\"x\":0", "\"x\":50", StringComparison.Ordinal)).Should().Equal("活动“开始1”在图上的位置有变动。");

    [Fact]
    public void Compare_SettingsAndVariables_AreTold()
    {
        var second = First.Replace("\"受理\"", "\"登记\"", StringComparison.Ordinal)
            .Replace("\"value\":\"0\"", "\"value\":\"5\"", StringComparison.Ordinal)
            .Replace("\"inputs\":[]", "\"inputs\":[{\"name\":\"编号\",\"type\":\"String\"}]", StringComparison.Ordinal)
            .Replace("\"outcomes\":[]", "\"outcomes\":[],\"options\":{\"usableAsActivity\":true}", StringComparison.Ordinal);

        Texts(First, second).Should().BeEquivalentTo(
            "流程的“名称”由“受理”改为“登记”。", "流程的“options”由“（无）”改为“{\"usableAsActivity\":true}”。",
            "变量“次数”的“默认值”由“0”改为“5”。", "新增输入“编号”。");
    }

    private static IEnumerable<string> Texts(string from, string to) =>
        DefinitionDiff.Compare(WorkflowDocument.Parse(from), WorkflowDocument.Parse(to), Registry).Select(change => change.Text);
}
