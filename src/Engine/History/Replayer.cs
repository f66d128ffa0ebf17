using System.Security.Cryptography;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.History;

/// <summary>
/// Re-runs the pure core over the recorded stimuli at the recorded times and compares byte for byte. "Not reproducible by this
/// version" is told apart from "altered": the chain is verified first.
/// </summary>
public sealed class Replayer
{
    private readonly IWorkflowDb _db;
    private readonly JournalVerifier _verifier;
    private readonly IInterpreter _interpreter;
    private readonly IStateCodec _codec;
    private readonly IWorkflowGraphs _graphs;

    internal Replayer(IWorkflowDb db, JournalVerifier verifier, IInterpreter interpreter, IStateCodec codec, IWorkflowGraphs graphs) =>
        (_db, _verifier, _interpreter, _codec, _graphs) = (db, verifier, interpreter, codec, graphs);

    /// <summary>Replays an instance up to a step.</summary>
    /// <param name="step">Last burst to replay, from 1; null = all.</param>
    /// <returns>Null when there is no such instance.</returns>
    public async Task<ReplayResult?> ReplayAsync(string instanceId, long? step = null, CancellationToken cancellationToken = default)
    {
        List<JournalRow> rows;
        await using (var db = _db.Open())
        {
            rows = await db.Journal.Where(row => row.InstanceId == instanceId && (step == null || row.Sequence <= step))
                .OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
        }

        if (rows.Count == 0) return null;
        var verdict = await _verifier.VerifyAsync(instanceId, cancellationToken);
        if (verdict.Fault is { } fault && (fault.Sequence <= rows.Count || fault.Sequence == 0))
            return new ReplayResult(ReplayOutcome.Altered, 0, null, null, fault);

        InstanceState? state = null;
        foreach (var row in rows)
        {
            var (next, divergence) = await StepAsync(row, state, cancellationToken);
            if (divergence is not null) return new ReplayResult(ReplayOutcome.NotReproducible, row.Sequence - 1, state, divergence, null);
            state = next;
        }

        return new ReplayResult(ReplayOutcome.Equal, rows.Count, state, null, null);
    }

    private async Task<(InstanceState? State, Divergence? Divergence)> StepAsync(JournalRow row, InstanceState? state, CancellationToken cancellationToken)
    {
        var recorded = row.Payload();
        AdvanceResult result;
        try
        {
            var graph = await _graphs.GetAsync(row.ContentHash, cancellationToken);
            var source = recorded.Stimulus is Migrate && state is not null ? await _graphs.GetAsync(state.ContentHash, cancellationToken) : null;
            result = _interpreter.Advance(graph, state, recorded.Stimulus, row.At, source);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (null, Diverge(row, null, $"The core failed: {e.Message}"));
        }

        if (result.Burst is not { } burst)
            return (null, Diverge(row, null, $"The core refuses the stimulus now: {result.Refusal!.Code}, {result.Refusal.Message}"));
        return Compare(row, recorded, burst) is { } divergence ? (null, divergence) : (burst.State, null);
    }

    private Divergence? Compare(JournalRow row, JournalPayload recorded, Burst burst)
    {
        for (var i = 0; i < Math.Max(recorded.Entries.Count, burst.Entries.Count); i++)
        {
            var number = row.FirstEntry + i;
            if (i >= burst.Entries.Count) return Diverge(row, number, $"Recorded is one entry more: {recorded.Entries[i].Kind}.");
            if (i >= recorded.Entries.Count) return Diverge(row, number, $"The core makes one entry more: {burst.Entries[i].Kind}.");
            if (!JournalCodec.WriteEntry(recorded.Entries[i]).SequenceEqual(JournalCodec.WriteEntry(burst.Entries[i])))
                return Diverge(row, number, $"Recorded is {recorded.Entries[i].Kind}, the core makes {burst.Entries[i].Kind} or another content of it.");
        }

        var payload = JournalCodec.Write(recorded.Stimulus, burst.Entries, burst.Result);
        if (!payload.SequenceEqual(Packing.Unpack(row.Payload).Span)) return Diverge(row, null, "The entries agree, the result for the caller differs.");
        return SHA256.HashData(_codec.Write(burst.State)).AsSpan().SequenceEqual(row.StateHash) ? null : Diverge(row, null, "The entries agree, the state differs.");
    }

    private static Divergence Diverge(JournalRow row, long? entry, string reason) => new(row.Sequence, entry, reason, row.CoreVersion);
}
