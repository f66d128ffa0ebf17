using System.Globalization;
using System.Security.Cryptography;

namespace GridGov.Workflow.Engine.Definitions.Persistence;

/// <summary>Makes ids for new definitions and versions.</summary>
public interface IDefinitionIds
{
    string Next();
}

/// <summary>Ids in Elsa's style: lower-case hex of a random 64-bit number.</summary>
internal sealed class RandomDefinitionIds : IDefinitionIds
{
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes).ToString("x", CultureInfo.InvariantCulture);
    }
}
