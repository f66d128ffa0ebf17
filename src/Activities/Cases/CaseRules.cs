using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases;

/// <summary>Refusals by the name of their rule; G1–G16 are those of domain.md §2.4.</summary>
internal static class CaseRules
{
    public const string NotAllowed = "NotAllowed";
    public const string Final = "Final";
    public const string FilingStandard = "FilingStandard";
    public const string FactCheckOut = "FactCheckOut";
    public const string NotEvaluated = "NotEvaluated";

    /// <summary>Returns between the same two units after which the next one becomes a dispute (G12).</summary>
    public const int MaxReturns = 2;

    /// <summary>Days after closing in which a case may be reopened (G16).</summary>
    public const int ReopenDays = 30;

    /// <summary>Tries and days before a requester counts as unreachable (domain.md §2.5).</summary>
    public const int CallbackTries = 3;
    public const int CallbackDays = 2;

    public static Refusal Refuse(string rule, params object[] values) => new(rule, CaseTexts.Table.Format($"Rule.{rule}", values));

    public static Refusal Invalid(string rule, string field, params object[] values) =>
        new(rule, CaseTexts.Table.Format($"Rule.{rule}", [field, .. values]), field, RefusalKind.Invalid);

    /// <summary>Explains why a trigger may not fire: the rule that names the situation best.</summary>
    public static Refusal Explain(GovCase @case, CaseTrigger trigger, string brokenRule, IReadOnlyList<CaseTrigger> possible)
    {
        var (state, action) = (CaseTexts.Of(@case.State), CaseTexts.Of(trigger));
        if (brokenRule == NotEvaluated) return Refuse(brokenRule, CallbackTries, CallbackDays);
        if (brokenRule == "G11") return Refuse(brokenRule, @case.Lead?.Handler ?? "");
        if (brokenRule != NotAllowed && !brokenRule.StartsWith("Back.", StringComparison.Ordinal)) return Refuse(brokenRule);
        if (@case.State.IsFinal()) return Refuse(Final, state, action);
        if (@case.State == CaseState.Suspended) return Refuse("G8", state, action);
        if (@case.State == CaseState.PendingDivert && @case.ShuffleCount > 0) return Refuse("G2", state, action);
        return Refuse(NotAllowed, state, action, possible.Count == 0 ? "—" : string.Join('、', possible.Select(CaseTexts.Of)));
    }
}
