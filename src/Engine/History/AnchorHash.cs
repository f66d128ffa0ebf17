using System.Buffers.Binary;
using System.Security.Cryptography;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>Hash of an anchor, which is what gets signed: SHA-256 over the hash before, sequence, time, count and root.</summary>
internal static class AnchorHash
{
    public static byte[] Of(AnchorRow row)
    {
        var bytes = new byte[(2 * HashChain.Size) + (3 * sizeof(long))];
        row.PreviousHash.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(32), row.Sequence);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(40), row.At.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(48), row.Heads);
        row.Root.CopyTo(bytes, 56);
        return SHA256.HashData(bytes);
    }
}
