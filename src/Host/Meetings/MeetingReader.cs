using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Cases.Rows;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Meetings;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Security;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Meetings;

/// <summary>Reads joint meetings, which are instances of their own, for those who hold or follow them.</summary>
internal sealed class MeetingReader(IWorkflowDb db, IWorkflowRuntime runtime, ReadableCases cases, CurrentPerson person)
{
    public const string Definition = "joint-meeting";
    private const int Most = 100;

    /// <summary>States that are read side by side: one after the other a page of meetings would take a second.</summary>
    private const int AtOnce = 10;
    private const int MovedTooOften = 2;
    private const int HighRung = 3;
    private static readonly Role[] Readers = [Role.MeetingSecretary, Role.DutyLeader, Role.GovernanceOffice, Role.Auditor];

    /// <summary>The newest meetings first.</summary>
    /// <exception cref="ProblemException">403: meetings are none of the person's business.</exception>
    public async Task<IReadOnlyList<MeetingView>> ListAsync(CancellationToken stop)
    {
        var reader = Require();
        await using var context = db.Open();
        var ids = await context.Instances.Where(row => row.DefinitionId == Definition && !row.IsDeleted)
            .OrderByDescending(row => row.CreatedAt).Take(Most).Select(row => row.Id).ToListAsync(stop);
        var meetings = new List<MeetingView>();
        foreach (var chunk in ids.Chunk(AtOnce))
        {
            foreach (var state in await Task.WhenAll(chunk.Select(id => runtime.FindStateAsync(id, stop))))
            {
                if (state is null || !state.Input.TryGetValue("agenda", out var agenda)) continue;
                if (reader.Is(Role.Auditor) || Text(agenda, "areaCode") is not { } area || reader.CoversArea(area)) meetings.Add(View(state, agenda));
            }
        }

        return meetings;
    }

    /// <summary>Cases that the triggers of a meeting point at and that are in none yet.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public async Task<IReadOnlyList<MeetingCandidate>> CandidatesAsync(CancellationToken stop)
    {
        Require();
        await using var context = db.Open();
        return await cases.In(context)
            .Where(row => row.EndedAt == null && row.State != CaseState.InConference
                && (row.State == CaseState.OwnershipDisputed || row.ShuffleCount >= MovedTooOften || row.EscalationLevel >= HighRung))
            .OrderByDescending(row => row.EscalationLevel).ThenByDescending(row => row.ShuffleCount).Take(Most)
            .Select(row => new MeetingCandidate(row.CaseNumber, row.Title, row.State, row.ShuffleCount, row.EscalationLevel, row.LeadUnit)).ToListAsync(stop);
    }

    private Person Require()
    {
        var reader = person.Required;
        return reader.Roles.Any(role => Readers.Contains(role)) ? reader
            : throw ProblemException.Forbidden("Role.NotGranted", $"'{reader.Id}' may not read joint meetings; allowed: {string.Join(", ", Readers)}.");
    }

    private static MeetingView View(InstanceState state, JsonElement agenda)
    {
        var (plan, minutes) = (Output(state, "plan"), Output(state, "resolution"));
        var invited = Texts(plan, "invited") is { Count: > 0 } planned ? planned : Texts(agenda, "invited");
        var task = state.Tasks.Count > 0 ? state.Tasks[0] : null;
        return new MeetingView(
            state.InstanceId, Text(agenda, "caseNumber") ?? "", Text(agenda, "title") ?? "", Text(agenda, "question") ?? "", invited,
            Instant(plan, "heldAt"), Text(plan, "venue"), Texts(minutes, "present"), Quorum.Needed(invited.Count), Text(minutes, "leadUnit"),
            Text(minutes, "trackedBy"), Instant(minutes, "completeBy"), Text(minutes, "text"), state.Status == WorkflowStatus.Finished, state.CreatedAt, task?.Id, task?.Name);
    }

    private static JsonElement Output(InstanceState state, string name) =>
        state.ActivityOutputs.Values.SelectMany(outputs => outputs).FirstOrDefault(output => output.Key == name && output.Value.ValueKind == JsonValueKind.Object).Value;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Instant(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) ? at : null;

    private static IReadOnlyList<string> Texts(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")] : [];
}
