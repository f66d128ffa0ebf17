using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Host.Instances;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Cases;

/// <summary>A replay up to a step of a case.</summary>
internal sealed record CaseReplay(string CaseNumber, ReplayResult Result)
{
    /// <summary>The case after the step; null before it was reported, or when the replay failed.</summary>
    public GovCase? Case => Result.State?.Subject as GovCase;
}

/// <summary>Looks back on a case under the rights of one person: what happened, and the case as it was.</summary>
internal sealed class CaseHistory(CaseReader reader, InstanceReader journal, Replayer replayer, CaseSubject subject)
{
    /// <summary>Bursts from number <paramref name="from"/> on, oldest first, as the journal holds them.</summary>
    public async Task<(IReadOnlyList<BurstView> Items, long? Next)> BurstsAsync(string caseNumber, long from, int limit, CancellationToken stop)
    {
        var (@case, _) = await reader.RequireAsync(caseNumber, stop);
        return await journal.JournalAsync(@case.InstanceId, from, limit, stop);
    }

    /// <summary>The same, told in short.</summary>
    public async Task<(IReadOnlyList<HistoryStep> Items, long? Next)> StepsAsync(string caseNumber, long from, int limit, CancellationToken stop)
    {
        var (bursts, next) = await BurstsAsync(caseNumber, from, limit, stop);
        return ([.. bursts.Select(Step)], next);
    }

    /// <exception cref="ProblemException">No such case, or no such step.</exception>
    public async Task<CaseReplay> ReplayAsync(string caseNumber, long? step, CancellationToken stop)
    {
        var (@case, state) = await reader.RequireAsync(caseNumber, stop);
        if (step is < 1 || step > state.Burst) throw ProblemException.Invalid("step", step.Value.ToString(CultureInfo.InvariantCulture), $"1 to {state.Burst}");
        return new CaseReplay(caseNumber, await replayer.ReplayAsync(@case.InstanceId, step, stop) ?? throw ProblemException.NotFound("case", caseNumber));
    }

    /// <summary>What the API answers for a replay.</summary>
    public ReplayView View(CaseReplay replay) => new(
        replay.CaseNumber, replay.Result.Steps, replay.Result.Outcome.ToString(), replay.Result.Divergence?.Reason ?? replay.Result.Fault?.Reason,
        replay.Case is { } then ? Write(then) : null,
        [.. (replay.Result.State?.Contexts ?? []).Select(context => context.NodeId)]);

    /// <summary>The case in its stored form, without the query code: whoever has it may speak as the requester.</summary>
    public JsonElement Write(GovCase @case)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) subject.Write(writer, @case with { QueryCode = "" });
        return JsonElement.Parse(buffer.ToArray());
    }

    private static HistoryStep Step(BurstView burst) => new(
        burst.Burst, burst.At, burst.Kind, burst.Actor,
        [.. burst.Entries.Where(Matters).Select(entry => $"{entry.Kind} {entry.Name ?? entry.NodeId?.Split(':')[^1]} {entry.Text}".TrimEnd())], burst.Hash);

    private static bool Matters(EntryView entry) => entry.Kind is EntryKind.SubjectTransition or EntryKind.TaskOpened or EntryKind.TaskChanged
        or EntryKind.TaskClosed or EntryKind.EventPublished or EntryKind.EffectRequested or EntryKind.EffectAnswered or EntryKind.IncidentRaised
        or EntryKind.IncidentResolved or EntryKind.Amended or EntryKind.Migrated or EntryKind.StatusChanged;
}
