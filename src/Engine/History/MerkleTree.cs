using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GridGov.Workflow.Engine.History;

/// <summary>Root of a Merkle tree over leaves: SHA-256, leaves prefixed 0, inner nodes 1, an odd node goes up unchanged (RFC 6962's shape).</summary>
internal static class MerkleTree
{
    public static byte[] Root(IReadOnlyList<AnchorLeaf> leaves)
    {
        if (leaves.Count == 0) return new byte[HashChain.Size];
        var level = leaves.Select(Leaf).ToList();
        while (level.Count > 1)
        {
            var above = new List<byte[]>((level.Count + 1) / 2);
            for (var i = 0; i < level.Count; i += 2) above.Add(i + 1 < level.Count ? Node(level[i], level[i + 1]) : level[i]);
            level = above;
        }

        return level[0];
    }

    private static byte[] Leaf(AnchorLeaf leaf)
    {
        var id = Encoding.UTF8.GetBytes(leaf.InstanceId);
        var bytes = new byte[1 + sizeof(int) + id.Length + sizeof(long) + leaf.Hash.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), id.Length);
        id.CopyTo(bytes.AsSpan(5));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(5 + id.Length), leaf.Sequence);
        leaf.Hash.CopyTo(bytes.AsSpan(5 + id.Length + sizeof(long)));
        return SHA256.HashData(bytes);
    }

    private static byte[] Node(byte[] left, byte[] right)
    {
        var bytes = new byte[1 + (2 * HashChain.Size)];
        bytes[0] = 1;
        left.CopyTo(bytes, 1);
        right.CopyTo(bytes, 1 + HashChain.Size);
        return SHA256.HashData(bytes);
    }
}
