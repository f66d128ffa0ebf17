namespace GridGov.Workflow.Activities.Cases;

/// <summary>Three kinds of whistle (domain.md §2.3 ④).</summary>
public enum WhistleKind
{
    /// <summary>日常.</summary>
    Routine,

    /// <summary>综合执法.</summary>
    Enforcement,

    /// <summary>应急处置.</summary>
    Emergency,
}

/// <summary>The dispatcher's decision, or a whistle's wish, before orders are sent.</summary>
/// <param name="LeadUnit">The one lead unit.</param>
/// <param name="AssistUnits">Assisting units, without the lead.</param>
/// <param name="Whistle">Set when the grid whistles; null for an ordinary dispatch.</param>
/// <param name="Note">What the units are asked to do.</param>
public sealed record Diversion(string LeadUnit, IReadOnlyList<string> AssistUnits, WhistleKind? Whistle, string? Note, string By, DateTimeOffset At);
