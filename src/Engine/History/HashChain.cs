using System.Security.Cryptography;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>
/// Hash of a journal row: SHA-256 over a canonical encoding (<see cref="CanonicalBytes"/>) of the previous hash, every header field and
/// the unpacked payload.
/// </summary>
internal static class HashChain
{
    public const int Size = 32;
    private const long Format = 1;

    // Bytes of the header fields of nearly every row.
    private const int Usual = 1024;

    /// <summary>The link before the first row.</summary>
    public static byte[] Origin { get; } = new byte[Size];

    public static byte[] Hash(JournalRow row, ReadOnlySpan<byte> payload) => Hash(row, row.Sequence, payload);

    /// <summary>The hash that the row would have at another place of the same instance.</summary>
    public static byte[] Hash(JournalRow row, long sequence, ReadOnlySpan<byte> payload)
    {
        using var bytes = new CanonicalBytes(Usual + payload.Length);
        bytes.Add(Format);
        bytes.Add(row.PreviousHash);
        bytes.Add(row.InstanceId);
        bytes.Add(sequence);
        bytes.Add(row.StimulusId);
        bytes.Add(row.BodyHash);
        bytes.Add(row.Kind);
        bytes.Add(row.At.UtcTicks);
        bytes.Add(row.ActorId);
        bytes.Add(row.OnBehalfOf);
        bytes.Add(row.Via);
        bytes.Add(row.FirstEntry);
        bytes.Add(row.EntryCount);
        bytes.Add(row.ContentHash);
        bytes.Add(row.CoreVersion);
        bytes.Add((long)row.Status);
        bytes.Add((long)row.SubStatus);
        bytes.Add(row.StateHash);
        bytes.Add(payload);
        return SHA256.HashData(bytes.Written);
    }
}
