using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>会商 and 联席会议 (domain.md §2.7).</summary>
internal static class ConferenceCommands
{
    /// <summary><c>conference</c> <c>{ question }</c>.</summary>
    public static Refusal? Convene(CaseTurn t)
    {
        var question = t.Arguments.Text("question", 500);
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Fire(CaseTrigger.Convene, new TransitionFacts()) is { } refusal) return refusal;
        t.Case = t.Case with { Conferences = [.. t.Case.Conferences, new Conference($"{t.Case.CaseNumber}-M{t.Case.Conferences.Count + 1}", question, t.By, t.Now)] };
        t.Signal("InConference", t.Case.Lead?.Id);
        return null;
    }

    /// <summary>
    /// <c>resolution</c> <c>{ meetingId, leadUnit, assistUnits?, completeBy, trackedBy, text }</c>: ends the old orders and sends
    /// designated ones that are due at the date of the resolution.
    /// </summary>
    public static Refusal? Resolve(CaseTurn t)
    {
        var a = t.Arguments;
        var (meeting, lead, tracker, text) = (a.Text("meetingId", 100), a.OptionalText("leadUnit", 50), a.OptionalText("trackedBy", 100), a.Text("text"));

        // The meeting saw to it that the date lies ahead; what it resolved is carried out also when word of it comes late.
        if (lead is null || tracker is null || a.OptionalMoment("completeBy") is not { } completeBy) return a.Problem ?? CaseRules.Refuse("Resolution");
        var plan = new OrderPlan(lead, a.Texts("assistUnits"), null, text);
        if (a.Problem is { } problem) return problem;
        if (plan.Problem(t) is { } bad) return bad;
        if (t.Fire(CaseTrigger.Resolve, new TransitionFacts { OneLead = true }) is { } refusal) return refusal;
        var old = t.Case.Lead;
        Record(t, new MeetingResolution(meeting, lead, plan.AssistUnits, completeBy, tracker, text));
        Settle(t, text);
        CaseEnding.EndOrders(t, OrderState.Reassigned);
        plan.Send(t, isDesignated: true, Until(completeBy, t.Now));
        t.Case = t.Case with { Diversion = null, Clocks = t.Case.Clocks with { Divert = t.Stop(t.Case.Clocks.Divert) } };
        if (old is not null) t.Signal("Reassigned", old.Id);
        t.Signal("Assigned", t.Case.Lead!.Id);
        return null;
    }

    /// <summary><c>endConference</c> <c>{ meetingId?, text }</c>: not settled; the case goes back to where it was.</summary>
    public static Refusal? End(CaseTurn t)
    {
        var (meeting, text) = (t.Arguments.OptionalText("meetingId", 100), t.Arguments.Text("text"));
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Fire(CaseTrigger.EndConference, new TransitionFacts()) is { } refusal) return refusal;
        Record(t, new MeetingResolution(meeting ?? t.Case.Conferences[^1].Id, null, [], null, null, text));
        t.Signal("ConferenceEnded", t.Case.Lead?.Id);
        return null;
    }

    private static void Record(CaseTurn t, MeetingResolution resolution)
    {
        var last = t.Case.Conferences[^1];
        t.Case = t.Case with { Conferences = [.. t.Case.Conferences.SkipLast(1), last with { Resolution = resolution, EndedAt = t.Now }] };
    }

    private static void Settle(CaseTurn t, string text)
    {
        foreach (var dispute in t.Case.PendingApprovals.Where(request => request.Kind == ApprovalKind.OwnershipDispute).ToList())
            t.Put(ReturnCommands.Decided(t, dispute, new ApprovalDecision(true, text, t.By, t.Now)));
        CaseEnding.Lapse(t, "Lapse.Moved");
    }

    // A date becomes a limit in whole minutes, so that the order's clock can be extended and paused like any other.
    private static Limit Until(DateTimeOffset completeBy, DateTimeOffset now) =>
        Limit.Running(Math.Max(1, Math.Ceiling((decimal)(completeBy - now).TotalMinutes)) / (24 * 60), LimitUnit.UrgentDay);
}
