using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>Who handles the case (domain.md §2.3 ③).</summary>
internal static class DiversionCommands
{
    /// <summary><c>divert</c> <c>{ leadUnit, assistUnits?, whistle?, note? }</c>: decides without sending; without leadUnit the catalogue's route.</summary>
    public static Refusal? Divert(CaseTurn t)
    {
        if (t.Case.State is not (CaseState.PendingDivert or CaseState.SelfHandling)) return CaseRules.Explain(t.Case, CaseTrigger.Assign, CaseRules.NotAllowed, []);
        if (ReadPlan(t, out var plan) is { } refusal) return refusal;
        t.Case = t.Case with { Diversion = new Diversion(plan.LeadUnit, plan.AssistUnits, plan.Whistle, plan.Note, t.By, t.Now) };
        t.Signal("Diverted");
        return null;
    }

    /// <summary><c>assign</c>: sends lead and assisting orders as decided, or as the arguments say (those of <c>divert</c>).</summary>
    public static Refusal? Assign(CaseTurn t)
    {
        OrderPlan plan;
        if (t.Case.Diversion is { } decided && !t.Arguments.Has("leadUnit")) plan = new OrderPlan(decided.LeadUnit, decided.AssistUnits, decided.Whistle, decided.Note);
        else if (ReadPlan(t, out plan) is { } refusal) return refusal;
        if (plan.Problem(t) is { } problem) return problem;
        if (t.Fire(CaseTrigger.Assign, new TransitionFacts { OneLead = t.Case.Lead is null }) is { } refused) return refused;
        t.Case = t.Case with { Diversion = null, Clocks = t.Case.Clocks with { Divert = t.Stop(t.Case.Clocks.Divert) } };
        plan.Send(t, isDesignated: false);
        t.Signal("Assigned", t.Case.Lead!.Id);
        return null;
    }

    /// <summary><c>selfHandle</c>: the grid does it itself, which should be the usual end (domain.md §2.3 ③).</summary>
    public static Refusal? SelfHandle(CaseTurn t)
    {
        if (t.Fire(CaseTrigger.SelfHandle, new TransitionFacts()) is { } refusal) return refusal;
        t.Case = t.Case with { Diversion = null, Clocks = t.Case.Clocks with { Divert = t.Stop(t.Case.Clocks.Divert) } };
        t.Signal("SelfHandling");
        return null;
    }

    /// <summary><c>handBack</c> <c>{ reasonCode, reason }</c>: the grid cannot solve it.</summary>
    public static Refusal? HandBack(CaseTurn t)
    {
        var reason = t.Arguments.Reason("HandBack");
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Fire(CaseTrigger.HandBack, new TransitionFacts { HasReason = reason is not null }) is { } refusal) return refusal;
        t.Case = t.Case with { Clocks = t.Case.Clocks with { Divert = t.Start(Deadlines.LimitStage.Divert) } };
        t.Signal("HandedBack");
        return null;
    }

    private static Refusal? ReadPlan(CaseTurn t, out OrderPlan plan)
    {
        var a = t.Arguments;
        var route = a.Has("leadUnit") ? null : t.Data.RouteOf(t.Case, t.Now);
        var lead = route?.LeadUnitId ?? a.Text("leadUnit", 50);
        var assists = a.Has("assistUnits") ? a.Texts("assistUnits") : route?.AssistUnitIds ?? [];
        plan = new OrderPlan(lead, assists, a.OptionalChoice<WhistleKind>("whistle"), a.OptionalText("note"));
        return a.Problem ?? plan.Problem(t);
    }
}
