using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Benchmarks.Stored;

/// <summary>
/// Writes the rows of a case for another identity. The copy is a case like any other: its journal is hashed anew and verifies, its state
/// is found by its timers and tasks. What it does not have is personal values of its own (it names those of its model), and the hashes of
/// states before the last, which only a replay compares.
/// </summary>
internal static class CaseCopy
{
    /// <summary>Rows of the copy with the table of each.</summary>
    public static IEnumerable<(StoredRow Model, object?[] Values)> Make(StoredCase model, CaseIdentity identity)
    {
        var texts = identity.Texts;
        var copies = new List<(StoredRow Model, object?[] Values, byte[] Content)>(model.Rows.Count);
        foreach (var row in model.Rows)
        {
            var values = new object?[row.Cells.Length];
            byte[] content = [];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = row.Cells[i].For(texts, out var unpacked);
                if (unpacked.Length > 0) content = unpacked;
            }

            copies.Add((row, values, content));
        }

        var instance = copies.Single(copy => copy.Model.Table == "Instances");
        var head = HashChain.Origin;
        var journal = copies.Where(copy => copy.Model.Table == "Journal").OrderBy(copy => copy.Model.Value<long>(copy.Values, nameof(JournalRow.Sequence))).ToList();
        for (var i = 0; i < journal.Count; i++)
        {
            var copy = journal[i];
            copy.Values[copy.Model.Place(nameof(JournalRow.StimulusId))] = Stimulus(copy.Model, copy.Values, model.Identity, identity);
            if (i == journal.Count - 1) copy.Values[copy.Model.Place(nameof(JournalRow.StateHash))] = SHA256.HashData(instance.Content);
            copy.Values[copy.Model.Place(nameof(JournalRow.PreviousHash))] = head;
            head = Hash(copy.Model, copy.Values, copy.Content);
            copy.Values[copy.Model.Place(nameof(JournalRow.Hash))] = head;
        }

        instance.Values[instance.Model.Place(nameof(InstanceRow.HeadHash))] = head;
        return copies.Select(copy => (copy.Model, copy.Values));
    }

    // Ids that the engine makes contain the instance's and were replaced; those of requests are digests.
    private static string Stimulus(StoredRow row, object?[] values, CaseIdentity model, CaseIdentity copy)
    {
        var id = (string)values[row.Place(nameof(JournalRow.StimulusId))]!;
        var before = (string)row.Values[row.Place(nameof(JournalRow.StimulusId))]!;
        return before.Contains(model.InstanceId, StringComparison.Ordinal) ? id : "k-" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{copy.InstanceId}")).AsSpan(0, 16));
    }

    private static byte[] Hash(StoredRow row, object?[] values, byte[] payload)
    {
        string? Text(string column) => (string?)values[row.Place(column)];
        long Number(string column) => row.Value<long>(values, column);
        return HashChain.Hash(new JournalRow
        {
            InstanceId = Text(nameof(JournalRow.InstanceId))!,
            Sequence = Number(nameof(JournalRow.Sequence)),
            StimulusId = Text(nameof(JournalRow.StimulusId))!,
            BodyHash = Text(nameof(JournalRow.BodyHash)),
            Kind = Text(nameof(JournalRow.Kind))!,
            At = new DateTimeOffset(Number(nameof(JournalRow.At)), TimeSpan.Zero),
            ActorId = Text(nameof(JournalRow.ActorId))!,
            OnBehalfOf = Text(nameof(JournalRow.OnBehalfOf)),
            Via = Text(nameof(JournalRow.Via)),
            FirstEntry = Number(nameof(JournalRow.FirstEntry)),
            EntryCount = (int)Number(nameof(JournalRow.EntryCount)),
            ContentHash = Text(nameof(JournalRow.ContentHash))!,
            CoreVersion = Text(nameof(JournalRow.CoreVersion))!,
            Status = (WorkflowStatus)Number(nameof(JournalRow.Status)),
            SubStatus = (WorkflowSubStatus)Number(nameof(JournalRow.SubStatus)),
            StateHash = (byte[])values[row.Place(nameof(JournalRow.StateHash))]!,
            PreviousHash = (byte[])values[row.Place(nameof(JournalRow.PreviousHash))]!,
            Hash = [],
            Payload = [],
        }, payload);
    }
}
