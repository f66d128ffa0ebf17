using GridGov.Workflow.Engine.Execution;
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

    /// <summary>The journal row of a stimulus id, or null when it was never handled.</summary>
    public static async Task<HandledStimulus?> FindStimulusAsync(IWorkflowDb store, string stimulusId)
    {
        await using var db = store.Open();
        var row = await db.Journal.FirstOrDefaultAsync(journal => journal.StimulusId == stimulusId);
        if (row is null) return null;
        return new HandledStimulus(
            row.InstanceId, row.BodyHash, new StimulusReply(row.InstanceId, row.Sequence, true, null, row.Status, row.SubStatus, row.Payload().Result));
    }
}

/// <summary>What was answered to a stimulus.</summary>
internal sealed record HandledStimulus(string InstanceId, string? BodyHash, StimulusReply Reply);
