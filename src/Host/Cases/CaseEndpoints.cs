using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.PersonalData;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Cases;

/// <summary>Cases: report, list, read, act on, and look back.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/cases").WithTags("Cases");
        group.MapPost("/", async (Command<ReportCaseRequest> command, CaseIntake intake, CancellationToken stop) =>
        {
            var reply = await intake.ReportAsync(command, stop);
            return Results.Created($"/api/cases/{reply.CaseNumber}", reply);
        });
        group.MapGet("/", async (
            CaseReader reader, CancellationToken stop, CaseState? state = null, string? unit = null, string? gridCode = null, string? category = null,
            bool? open = null, string? cursor = null, int? limit = null) =>
            await reader.ListAsync(new CaseFilter(state, unit, gridCode, category, open), Cursor.Parse(cursor), Cursor.Limit(limit), stop));
        group.MapGet("/{caseNumber}", async (string caseNumber, CaseReader reader, CancellationToken stop) =>
        {
            var (@case, state) = await reader.RequireAsync(caseNumber, stop);
            return reader.View(@case, state);
        });
        group.MapPost("/{caseNumber}/actions/{action}", ActAsync);
        group.MapGet("/{caseNumber}/personal", async (string caseNumber, PersonalReading reading, CancellationToken stop, string? purpose = null) =>
            await reading.ReadAsync(caseNumber, purpose, stop));
        group.MapGet("/{caseNumber}/history", HistoryAsync);
        group.MapGet("/{caseNumber}/replay", ReplayAsync);
    }

    private static async Task<CommandReply> ActAsync(
        string caseNumber, string action, Command<JsonElement> command, CaseReader reader, CurrentPerson person, IWorkflowRuntime runtime,
        AttachmentAcceptance attachments, CancellationToken stop)
    {
        var info = CaseCommandInfos.Find(action) ?? throw new ProblemException(StatusCodes.Status404NotFound, "action.unknown", $"There is no action '{action}'.")
        { Field = "action", Value = action, Allowed = string.Join(", ", CaseCommandInfos.Names) };
        if (command.Body.ValueKind != JsonValueKind.Object) throw ProblemException.Invalid("$", command.Body.GetRawText(), "a JSON object with the action's arguments");
        var (@case, _) = await reader.RequireAsync(caseNumber, stop);
        var permission = CaseRights.Check(info, person.Required, @case, CaseRights.OrderOf(info, person.Required, @case, command.Body));
        if (!permission.Allowed) throw ProblemException.Forbidden(permission.Rule!, permission.Text!);
        await attachments.AcceptAsync(info.Form, command.Body, caseNumber, stop);
        var stimulus = new SubjectCommand(action, command.Body) { Id = command.Id, Actor = command.Actor, At = command.At, BodyHash = command.BodyHash };
        return (await runtime.DeliverAsync(@case.InstanceId, stimulus, stop)).OrProblem();
    }

    private static async Task<object> HistoryAsync(
        string caseNumber, CaseReader reader, InstanceReader journal, CancellationToken stop, long from = 1, int? limit = null)
    {
        var (@case, _) = await reader.RequireAsync(caseNumber, stop);
        var (bursts, next) = await journal.JournalAsync(@case.InstanceId, from, Cursor.Limit(limit), stop);
        return new { items = bursts.Select(Step), next };
    }

    private static HistoryStep Step(BurstView burst) => new(
        burst.Burst, burst.At, burst.Kind, burst.Actor,
        [.. burst.Entries.Where(Matters).Select(entry => $"{entry.Kind} {entry.Name ?? entry.NodeId?.Split(':')[^1]} {entry.Text}".TrimEnd())], burst.Hash);

    private static bool Matters(EntryView entry) => entry.Kind is EntryKind.SubjectTransition or EntryKind.TaskOpened or EntryKind.TaskChanged
        or EntryKind.TaskClosed or EntryKind.EventPublished or EntryKind.EffectRequested or EntryKind.EffectAnswered or EntryKind.IncidentRaised
        or EntryKind.IncidentResolved or EntryKind.Amended or EntryKind.Migrated or EntryKind.StatusChanged;

    private static async Task<ReplayView> ReplayAsync(
        string caseNumber, CaseReader reader, Replayer replayer, CaseSubject subject, CancellationToken stop, long? step = null)
    {
        var (@case, state) = await reader.RequireAsync(caseNumber, stop);
        if (step is < 1 || step > state.Burst) throw ProblemException.Invalid("step", step.ToString(), $"1 to {state.Burst}");
        var replay = await replayer.ReplayAsync(@case.InstanceId, step, stop) ?? throw ProblemException.NotFound("case", caseNumber);
        return new ReplayView(
            caseNumber, replay.Steps, replay.Outcome.ToString(), replay.Divergence?.Reason ?? replay.Fault?.Reason,
            replay.State?.Subject is { } then ? Write(subject, then) : null,
            [.. (replay.State?.Contexts ?? []).Select(context => context.NodeId)]);
    }

    private static JsonElement Write(CaseSubject subject, object @case)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) subject.Write(writer, @case);
        return JsonElement.Parse(buffer.ToArray());
    }
}
