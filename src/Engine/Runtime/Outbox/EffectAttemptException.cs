namespace GridGov.Workflow.Engine.Runtime.Outbox;

/// <summary>A failed attempt that knows its code: reported when it was the last one. Other exceptions report <c>effect.failed</c>.</summary>
public sealed class EffectAttemptException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable code such as <c>http.connect</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>A handler that wants fewer attempts than the rest of the outbox.</summary>
public interface ILimitsAttempts : IEffectHandler
{
    /// <summary>From 1.</summary>
    int MaxAttempts { get; }
}
