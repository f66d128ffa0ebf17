using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>催办, 督办, 升级 (domain.md §2.6, §3.5).</summary>
internal static class SupervisionCommands
{
    private const int HighestLevel = 5;

    /// <summary><c>urge</c> <c>{ text, cause? }</c>.</summary>
    public static Refusal? Urge(CaseTurn t) => Supervise(t, SupervisionLevel.Urge);

    /// <summary><c>supervise</c> <c>{ level, text, cause? }</c>: only upwards; a red card lets the unit's pending applications lapse (G14).</summary>
    public static Refusal? Supervise(CaseTurn t) => Supervise(t, t.Arguments.Choice<SupervisionLevel>("level"));

    /// <summary><c>answerSupervision</c> <c>{ supervisionId, text }</c>.</summary>
    public static Refusal? Answer(CaseTurn t)
    {
        var (id, text) = (t.Arguments.Text("supervisionId", 60), t.Arguments.Text("text"));
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Case.Supervisions.FirstOrDefault(item => item.Id == id && item.Answer is null) is not { } open) return CaseRules.Invalid("Supervision.Unknown", "supervisionId", id);
        var answered = open with { Answer = text, AnsweredBy = t.By, AnsweredAt = t.Now };
        t.Case = t.Case with { Supervisions = [.. t.Case.Supervisions.Select(item => item.Id == id ? answered : item)] };
        t.Signal("SupervisionAnswered", open.OrderId);
        return null;
    }

    /// <summary><c>escalate</c> <c>{ level, reason }</c>: the case stays with its owner and its clock runs on (domain.md §2.6).</summary>
    public static Refusal? Escalate(CaseTurn t)
    {
        var (level, reason) = ((int)(t.Arguments.OptionalNumber("level") ?? t.Case.EscalationLevel + 1), t.Arguments.Text("reason"));
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Case.State.IsFinal()) return CaseRules.Refuse(CaseRules.Final, CaseTexts.Of(t.Case.State), CaseTexts.Of(CaseTrigger.Convene));
        if (level < t.Case.EscalationLevel || level > HighestLevel) return CaseRules.Refuse("Escalation.Upwards", t.Case.EscalationLevel, level);
        if (level == t.Case.EscalationLevel) return null;
        t.Case = t.Case with { EscalationLevel = level };
        Add(t, SupervisionLevel.Urge, t.Case.Lead, "Escalated", reason);
        t.Signal("Escalated", t.Case.Lead?.Id);
        return null;
    }

    public static void Add(CaseTurn t, SupervisionLevel level, WorkOrder? order, string cause, string text)
    {
        var id = $"{t.Case.CaseNumber}-S{t.Case.Supervisions.Count + 1}";
        t.Case = t.Case with { Supervisions = [.. t.Case.Supervisions, new Supervision(id, level, order?.Id, order?.Unit, cause, text, t.By, t.Now)] };
        if (level == SupervisionLevel.RedCard) CaseEnding.Lapse(t, "Lapse.RedCard", request => request.Kind is ApprovalKind.Return or ApprovalKind.Extension or ApprovalKind.Suspension);
        t.Signal(level == SupervisionLevel.Urge ? "Urged" : "Supervised", order?.Id);
    }

    private static Refusal? Supervise(CaseTurn t, SupervisionLevel level)
    {
        var (text, cause) = (t.Arguments.Text("text"), t.Arguments.OptionalText("cause", 50) ?? "Manual");
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Case.State.IsFinal()) return CaseRules.Refuse(CaseRules.Final, CaseTexts.Of(t.Case.State), CaseTexts.Of(level));
        var highest = t.Case.Supervisions.Where(item => item.Cause != "Escalated").Select(item => item.Level).DefaultIfEmpty(SupervisionLevel.Urge).Max();
        if (level != SupervisionLevel.Urge && level < highest) return CaseRules.Refuse("Supervision.Upwards", CaseTexts.Of(highest), CaseTexts.Of(level));
        Add(t, level, t.Case.Lead, cause, text);
        return null;
    }
}
