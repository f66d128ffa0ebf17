using System.Security.Cryptography;
using System.Text;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>Ids worked out from what caused them, so that doing it again means the same thing.</summary>
public static class DerivedIds
{
    /// <summary>32 lower-case hex digits of a SHA-256 over the kind and the key of its cause.</summary>
    /// <param name="cause">Such as <c>child</c> or <c>trigger</c>: one key never means two things.</param>
    public static string Of(string cause, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{cause}|{key}")).AsSpan(0, 16));
}
