using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Requests;

/// <summary>What a committed command answers.</summary>
/// <param name="InstanceId">The instance that moved.</param>
/// <param name="Burst">Number of the burst that the command made; a repeat names the first one.</param>
/// <param name="Repeated">True when this Idempotency-Key had been handled before.</param>
/// <param name="Result">Small result of the command.</param>
public sealed record CommandReply(
    string InstanceId, long Burst, bool Repeated, WorkflowStatus Status, WorkflowSubStatus SubStatus, JsonElement? Result);

internal static class Replies
{
    /// <exception cref="ProblemException">The engine refused.</exception>
    public static CommandReply OrProblem(this StimulusReply reply) => reply.Refusal is { } refusal
        ? throw ProblemHandler.ToProblem(refusal)
        : new CommandReply(reply.InstanceId, reply.Burst, reply.Repeated, reply.Status, reply.SubStatus,
            reply.Result.ValueKind == JsonValueKind.Undefined ? null : reply.Result);
}
