using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace GridGov.Workflow.Host.Tests.Crash;

/// <summary>A command that a client sends until it knows the answer.</summary>
/// <param name="Person">Who acts; null = the system account itself.</param>
/// <param name="InstanceId">The instance it moves; null when the answer will name it.</param>
/// <param name="HasRivals">True when others complete the same task, so that 409 is a lawful answer.</param>
internal sealed record CrashCommand(string Path, JsonObject Body, string Key, string? Person, string? InstanceId, bool HasRivals)
{
    private const string Principal = "system";

    /// <summary>The id by which the journal knows the command: principal, method, path and key.</summary>
    public string StimulusId { get; } =
        "k-" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Principal, "POST", Path, Key))).AsSpan(0, 16));
}

/// <summary>A command with the burst that its answer named.</summary>
internal sealed record Acknowledged(CrashCommand Command, string InstanceId, long Burst);
