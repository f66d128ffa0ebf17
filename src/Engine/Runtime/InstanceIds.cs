using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// Ids of new instances: those that start together lie together in every index, because all keys of an instance's rows begin with its id.
/// What was worked on lately is then found in few pages of the database.
/// </summary>
public static class InstanceIds
{
    private const int Length = 20;
    private const int HashDigits = 9;
    private const long LastTime = (1L << (4 * (Length - HashDigits))) - 1;

    /// <summary>20 lower-case hex digits: 11 of the start's time in milliseconds since 1970 (till 2527), 9 of a SHA-256 over the stimulus that starts it.</summary>
    public static string Of(DateTimeOffset at, string stimulusId) => string.Create(Length, (at, stimulusId), static (id, start) =>
    {
        Math.Clamp(start.at.ToUnixTimeMilliseconds(), 0, LastTime).TryFormat(id[..^HashDigits], out _, "x11", System.Globalization.CultureInfo.InvariantCulture);
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(start.stimulusId)));
        (hash >> (64 - (4 * HashDigits))).TryFormat(id[^HashDigits..], out _, "x9", System.Globalization.CultureInfo.InvariantCulture);
    });
}
