using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Commits;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Engine.Runtime.Instances;

/// <summary>Reads of one instance: its state and head, and what an earlier delivery of a stimulus did.</summary>
internal static class InstanceStore
{
    /// <summary>A stored state and the hash of its last journal row.</summary>
    public sealed record Loaded(InstanceState State, byte[] Head);

    public static async Task<Loaded?> LoadAsync(IWorkflowDb store, IStateCodec codec, string instanceId)
    {
        await using var db = store.Open();
        var row = await db.Instances.Where(instance => instance.Id == instanceId)
            .Select(instance => new { instance.State, instance.HeadHash }).FirstOrDefaultAsync();
        return row is null ? null : new Loaded(codec.Read(Packing.Unpack(row.State)), row.HeadHash);
    }

    /// <summary>Number of the last stored burst; 0 when there is no such instance.</summary>
    public static async Task<long> FindBurstAsync(IWorkflowDb store, string instanceId)
    {
        await using var db = store.Open();
        return await db.Instances.Where(instance => instance.Id == instanceId).Select(instance => instance.Burst).FirstOrDefaultAsync();
    }

    /// <summary>True when exactly this row is in the journal.</summary>
    public static async Task<bool> IsStoredAsync(IWorkflowDb store, JournalRow row)
    {
        await using var db = store.Open();
        var hash = await db.Journal.Where(stored => stored.InstanceId == row.InstanceId && stored.Sequence == row.Sequence)
            .Select(stored => stored.Hash).FirstOrDefaultAsync();
        return hash is not null && hash.AsSpan().SequenceEqual(row.Hash);
    }

    /// <summary>What an instance did on a stimulus, or null when it never handled it; of a start, whichever instance it started.</summary>
    public static async Task<HandledStimulus?> FindHandledAsync(IWorkflowDb store, string instanceId, Stimulus stimulus)
    {
        await using var db = store.Open();
        var handled = db.Journal.Where(row => row.StimulusId == stimulus.Id);
        var row = await (stimulus is Start ? handled.Where(row => row.Sequence == 1) : handled.Where(row => row.InstanceId == instanceId)).FirstOrDefaultAsync();
        return row is null ? null : new HandledStimulus(
            row.BodyHash, new StimulusReply(row.InstanceId, row.Sequence, true, null, row.Status, row.SubStatus, row.Payload().Result));
    }
}

/// <summary>What was answered to a stimulus.</summary>
internal sealed record HandledStimulus(string? BodyHash, StimulusReply Reply);
