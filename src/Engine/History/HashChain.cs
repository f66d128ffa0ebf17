using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>
/// Hash of a journal row: SHA-256 over a canonical encoding of the previous hash, every header field and the unpacked payload.
/// Texts are UTF-8 with a 4-byte length (-1 for null), numbers 8 bytes big-endian, so no two rows encode alike.
/// </summary>
internal static class HashChain
{
    public const int Size = 32;
    private const long Format = 1;

    /// <summary>The link before the first row.</summary>
    public static byte[] Origin { get; } = new byte[Size];

    public static byte[] Hash(JournalRow row, ReadOnlySpan<byte> payload) => Hash(row, row.Sequence, payload);

    /// <summary>The hash that the row would have at another place of the same instance.</summary>
    public static byte[] Hash(JournalRow row, long sequence, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Format);
        Add(hash, row.PreviousHash);
        Add(hash, row.InstanceId);
        Add(hash, sequence);
        Add(hash, row.StimulusId);
        Add(hash, row.BodyHash);
        Add(hash, row.Kind);
        Add(hash, row.At.UtcTicks);
        Add(hash, row.ActorId);
        Add(hash, row.OnBehalfOf);
        Add(hash, row.Via);
        Add(hash, row.FirstEntry);
        Add(hash, row.EntryCount);
        Add(hash, row.ContentHash);
        Add(hash, row.CoreVersion);
        Add(hash, (long)row.Status);
        Add(hash, (long)row.SubStatus);
        Add(hash, row.StateHash);
        Add(hash, payload);
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        hash.AppendData(length);
        hash.AppendData(value);
    }

    private static void Add(IncrementalHash hash, byte[] value) => Add(hash, value.AsSpan());

    private static void Add(IncrementalHash hash, string? value)
    {
        if (value is null)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, -1);
            hash.AppendData(length);
            return;
        }

        Add(hash, Encoding.UTF8.GetBytes(value).AsSpan());
    }
}
