using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>① 发现: creates the case from the report (domain.md §2.3 ①) and correlates the instance with its number.</summary>
[Activity("GridGov.ReportCase", "网格治理", "上报案件", "发现：登记上报内容，生成案件编号和查询码。")]
public sealed class ReportCase : CaseActivity
{
    private static readonly JsonElement WorkflowInput = JsonDocument.Parse("""{"expression":{"type":"Input","value":"{\"name\":\"report\"}"}}""").RootElement.Clone();

    [Input(DisplayName = "上报内容", Description = "渠道、标题、地点、类别等；不填则取流程输入 report，或触发事件的内容。", DefaultSyntax = "JavaScript")]
    public Input<JsonElement> Report { get; } = new();

    [Output(DisplayName = "案件编号")]
    public Output<string> CaseNumber { get; } = new();

    public override object? Compile(ActivityCompilation compilation)
    {
        ArgumentNullException.ThrowIfNull(compilation);
        return compilation.Expressions.Compile(WorkflowInput, new ExpressionSite(compilation.Node.Id, "report"), compilation.Faults);
    }

    public override void Execute(IActivityExecution x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var report = x.Get(Report);
        if (report.ValueKind != JsonValueKind.Object && x.TriggerPayload.ValueKind == JsonValueKind.Object) report = x.TriggerPayload;
        if (report.ValueKind != JsonValueKind.Object && x.Node.Compiled is CompiledExpression input) report = x.Evaluate(input, "Object");
        var created = Ask(x, CaseCommands.Report, report);
        x.CorrelationId = created.CaseNumber;
        x.InstanceName = $"{created.CaseNumber} {created.Title}";
        x.Set(CaseNumber, created.CaseNumber);
        x.Complete();
    }
}
