using System.Text.Json;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Expressions;
using TaskRequest = GridGov.Workflow.Engine.Activities.TaskRequest;

namespace GridGov.Workflow.Activities.Meetings;

/// <summary>A step of the joint meeting's own workflow: a task of the meeting's secretary about the agenda item.</summary>
public abstract class MeetingStep : Activity
{
    private const string AgendaKey = "agenda";
    private static readonly JsonElement WorkflowInput = JsonDocument.Parse("""{"expression":{"type":"Input","value":"{\"name\":\"agenda\"}"}}""").RootElement.Clone();

    [Input(DisplayName = "议题", Description = "议题内容；不填则取流程输入 agenda。", DefaultSyntax = "JavaScript")]
    public Input<JsonElement> Agenda { get; } = new();

    public override object? Compile(ActivityCompilation compilation)
    {
        ArgumentNullException.ThrowIfNull(compilation);
        return compilation.Expressions.Compile(WorkflowInput, new ExpressionSite(compilation.Node.Id, AgendaKey), compilation.Faults);
    }

    private protected JsonElement AgendaOf(IActivityExecution x)
    {
        if (x.GetData(AgendaKey) is { ValueKind: JsonValueKind.Object } kept) return kept;
        var agenda = x.Get(Agenda);
        if (agenda.ValueKind != JsonValueKind.Object && x.Node.Compiled is CompiledExpression input) agenda = x.Evaluate(input, "Object");
        if (agenda.ValueKind != JsonValueKind.Object) agenda = JsonValues.EmptyObject;
        x.SetData(AgendaKey, agenda);
        return agenda;
    }

    private protected static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private protected static IReadOnlyList<string> Texts(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    private protected void Open(IActivityExecution x, string name, IReadOnlyList<string> outcomes, JsonElement form, DateTimeOffset due)
    {
        TaskActions.RequireKnown(name, outcomes);
        var agenda = AgendaOf(x);
        x.OpenTask(new TaskRequest(name)
        {
            Title = StepTexts.Format($"Task.{name}", Text(agenda, "title")),
            Candidates = [Candidates.Of(Role.MeetingSecretary)],
            Outcomes = outcomes,
            Form = form,
            DueAt = due,
            AreaCode = Text(agenda, "areaCode") is { Length: > 0 } area ? area : null,
            SubjectKey = Text(agenda, "caseNumber") is { Length: > 0 } number ? number : null,
            Payload = agenda,
        });
    }

    private protected static void Refuse(IActivityExecution x, string code, string field, string message) =>
        x.Refuse(new Refusal(code, message, field, RefusalKind.Invalid));
}
