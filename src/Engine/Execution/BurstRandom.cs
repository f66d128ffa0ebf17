using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>SplitMix64 seeded by instance id and burst number: the same burst always draws the same values. Not for secrets.</summary>
internal sealed class BurstRandom(string instanceId, long burst) : IBurstRandom
{
    private ulong _state = Seed(instanceId, burst);

    public ulong NextUInt64()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, NextUInt64());
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], NextUInt64());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    // FNV-1a over the UTF-16 units: stable over processes and versions, unlike string.GetHashCode.
    private static ulong Seed(string instanceId, long burst)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var unit in instanceId) hash = (hash ^ unit) * 0x100000001B3UL;
        return (hash ^ (ulong)burst) * 0x100000001B3UL;
    }
}
