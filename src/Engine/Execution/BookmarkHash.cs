using System.Security.Cryptography;
using System.Text;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>The content address by which an event finds its waits: same name and same normalised payload match.</summary>
public static class BookmarkHash
{
    /// <summary>Upper-case hex SHA-256 of <c>Elsa.Event|{eventName}</c>; event names are case-sensitive.</summary>
    public static string ForEvent(string eventName) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("Elsa.Event|" + eventName)));
}
