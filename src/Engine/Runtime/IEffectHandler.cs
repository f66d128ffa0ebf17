using System.Text.Json;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// Delivers one kind of effect after the commit. Called at least once per effect, always with the same key; the answer
/// comes back to the instance as a stimulus when the effect is an answered one.
/// </summary>
public interface IEffectHandler
{
    /// <summary>Kind of effects that it takes, such as <c>http</c>.</summary>
    string Kind { get; }

    /// <returns>The result for the waiting activity.</returns>
    /// <exception cref="EffectRefusedException">The other side refused for good: no more attempts.</exception>
    /// <exception cref="Exception">Anything else: retried with backoff until attempts are used up.</exception>
    Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken);
}

/// <summary>One delivery attempt.</summary>
/// <param name="Key">Idempotency key, the same over all attempts.</param>
/// <param name="Attempt">From 1.</param>
public sealed record EffectDelivery(string InstanceId, string Key, JsonElement Payload, int Attempt);

/// <summary>Not worth another attempt.</summary>
public sealed class EffectRefusedException(string code, string message, JsonElement details = default) : Exception(message)
{
    public string Code { get; } = code;
    public JsonElement Details { get; } = details;
}
