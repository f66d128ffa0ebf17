using System.Text;
using GridGov.Workflow.Engine.Persistence;

namespace GridGov.Workflow.Engine.History;

/// <summary>The head of one instance's journal at the time of an anchor.</summary>
public sealed record AnchorLeaf(string InstanceId, long Sequence, byte[] Hash);

/// <summary>Stored form of an anchor's heads: id, sequence, hash, in order of ids, packed.</summary>
public static class AnchorLeaves
{
    public static byte[] Write(IReadOnlyList<AnchorLeaf> leaves)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(leaves.Count);
            foreach (var leaf in leaves)
            {
                writer.Write(leaf.InstanceId);
                writer.Write(leaf.Sequence);
                writer.Write((byte)leaf.Hash.Length);
                writer.Write(leaf.Hash);
            }
        }

        return Packing.Pack(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <exception cref="InvalidDataException">Damaged.</exception>
    public static IReadOnlyList<AnchorLeaf> Read(byte[] packed)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(Packing.Unpack(packed).ToArray()), Encoding.UTF8);
            var count = reader.ReadInt32();
            var leaves = new List<AnchorLeaf>();
            for (var i = 0; i < count; i++) leaves.Add(new AnchorLeaf(reader.ReadString(), reader.ReadInt64(), reader.ReadBytes(reader.ReadByte())));
            return leaves;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The heads of an anchor cannot be read: {e.Message}", e);
        }
    }
}
