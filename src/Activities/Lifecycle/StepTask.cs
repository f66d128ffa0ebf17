using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Tasks;
using TaskRequest = GridGov.Workflow.Engine.Activities.TaskRequest;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>What a step asks of a person about a case.</summary>
/// <param name="Name">Kind of work, also the key of its texts.</param>
/// <param name="Due">Last instant, or null for work without a limit of its own.</param>
internal sealed record StepTask(
    string Name, IReadOnlyList<string> Candidates, IReadOnlyList<string> Outcomes, JsonElement Form, DateTimeOffset? Due, DateTimeOffset? Remind = null)
{
    public string? Title { get; init; }
    public IReadOnlyList<string> ExcludedUsers { get; init; } = [];
    public IReadOnlyList<string> ExcludedUnits { get; init; } = [];
    public string? Assignee { get; init; }
    public string? UnitId { get; init; }

    /// <summary>More members of the payload, shown to the person; never personal values.</summary>
    public IReadOnlyDictionary<string, JsonElement> Details { get; init; } = new Dictionary<string, JsonElement>();

    public HumanTask Open(IActivityExecution x, GovCase @case)
    {
        TaskActions.RequireKnown(Name, Outcomes);
        return x.OpenTask(Request(@case));
    }

    private TaskRequest Request(GovCase @case) => new(Name)
    {
        Title = Title ?? StepTexts.Format($"Task.{Name}", @case.Title),
        Candidates = Candidates,
        Outcomes = Outcomes,
        Form = Form,
        DueAt = Due,
        RemindAt = Remind,
        ExcludedUsers = ExcludedUsers,
        ExcludedUnits = ExcludedUnits,
        Assignee = Assignee,
        UnitId = UnitId,
        AreaCode = @case.Place.AreaCode,
        SubjectKey = @case.CaseNumber,
        Payload = JsonValues.Object(json =>
        {
            json.WriteString("caseNumber", @case.CaseNumber);
            json.WriteString("title", @case.Title);
            json.WriteString("state", @case.State.ToString());
            json.WriteString("grade", @case.Grade.ToString());
            json.WriteString("place", @case.Place.Text);
            json.WriteString("gridCode", @case.Place.GridCode);
            if (@case.Category is { } category) json.WriteString("category", category);
            if (@case.StandardId is { } standard) json.WriteString("standardId", standard);
            foreach (var (name, value) in Details)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }),
    };
}
