using System.Security.Cryptography;
using System.Text;

namespace GridGov.Workflow.Host.Requests;

/// <summary>
/// The key that a form of a page carries: made with the form, sent back with it, so that sending it twice is one command. It is
/// secret and long, since all of the public is one principal.
/// </summary>
internal static class FormKey
{
    private const int Length = 32;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));

    /// <summary>The key as it came, or null when it is none of ours.</summary>
    public static string? Read(string? given) => given is { Length: Length } && given.All(char.IsAsciiHexDigitLower) ? given : null;

    /// <summary>Id of a command of the public: 128 bits from route and key.</summary>
    public static string CommandId(string route, string key) => "p-" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Security.PublicCitizen.Id}\n{route}\n{key}")).AsSpan(0, 16));
}
