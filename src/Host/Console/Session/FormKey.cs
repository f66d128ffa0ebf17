using System.Security.Cryptography;

namespace GridGov.Workflow.Host.Console.Session;

/// <summary>The idempotency key of a form on a page: made when the form is shown, and anew only after its command succeeded.</summary>
internal static class FormKey
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
