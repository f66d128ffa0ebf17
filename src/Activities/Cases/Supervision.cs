namespace GridGov.Workflow.Activities.Cases;

/// <summary>催办 and the ladder 普通督办 → 黄牌 → 红牌; only upwards (domain.md §3.5).</summary>
public enum SupervisionLevel
{
    /// <summary>催办.</summary>
    Urge,

    /// <summary>普通督办.</summary>
    Normal,

    /// <summary>黄牌.</summary>
    YellowCard,

    /// <summary>红牌.</summary>
    RedCard,
}

/// <summary>One urging or supervision, and the unit's answer.</summary>
/// <param name="Cause">Stable name: <c>Manual</c>, <c>ReceiveOverdue</c>, <c>DisposeOverdue</c>, <c>VerificationFailed</c>, <c>ResolutionOverdue</c>.</param>
public sealed record Supervision(
    string Id, SupervisionLevel Level, string? OrderId, string? Unit, string Cause, string Text, string By, DateTimeOffset At,
    string? Answer = null, string? AnsweredBy = null, DateTimeOffset? AnsweredAt = null);
