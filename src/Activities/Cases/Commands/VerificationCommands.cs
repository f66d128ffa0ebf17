using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>验证 (domain.md §2.3 ⑥).</summary>
internal static class VerificationCommands
{
    /// <summary><c>verify</c> <c>{ result, note?, evidence?, reasonCode?, reason? }</c>; a failure needs a reason (G1), the verifier must be independent (G7).</summary>
    public static Refusal? Verify(CaseTurn t)
    {
        var a = t.Arguments;
        var (result, note, evidence, reason) = (a.Choice<VerificationResult>("result"), a.OptionalText("note"), a.Texts("evidence"), a.Reason("Rework"));
        if (a.Problem is { } problem) return problem;
        var trigger = result switch
        {
            VerificationResult.Pass => CaseTrigger.PassVerification,
            VerificationResult.Fail => CaseTrigger.FailVerification,
            _ => CaseTrigger.CannotVerify,
        };
        if (t.Fire(trigger, new TransitionFacts { HasReason = reason is not null, VerifierIsIndependent = IsIndependent(t) }) is { } refusal) return refusal;
        var record = new VerificationRecord(result, note ?? reason?.Text ?? "", evidence, t.By, t.Now);
        t.Case = t.Case with { Verifications = [.. t.Case.Verifications, record] };
        if (result == VerificationResult.Pass) Pass(t);
        else if (result == VerificationResult.Fail) Fail(t, reason!);
        else t.Signal("VerificationUnable");
        return null;
    }

    // The unit is looked up, not told: a body could tell anything.
    private static bool IsIndependent(CaseTurn t)
    {
        var units = t.Case.HandlingUnits.ToHashSet(StringComparer.Ordinal);
        return !t.Case.Handlers.Intersect(t.Persons, StringComparer.Ordinal).Any()
            && !t.Persons.Any(person => t.Data.Directory.PersonById(person)?.UnitId is { } unit && units.Contains(unit));
    }

    private static void Pass(CaseTurn t)
    {
        foreach (var order in t.Case.Orders.Where(order => order.IsActive).ToList())
        {
            if (order.Reply is not { } reply)
            {
                t.Put(CaseEnding.End(t, order, OrderState.Ended));
                continue;
            }

            // On time is judged by the reply that was accepted, not by the day of its verification (domain.md §2.5).
            var at = reply.At >= order.Dispose.ChangedAt ? reply.At : order.Dispose.ChangedAt;
            var stopped = order.Dispose.Stop(at).Clock;
            t.Put(order with { State = OrderState.Completed, EndedAt = t.Now, Dispose = stopped, DisposeOverdue = order.DisposeOverdue || stopped.LightAt(t.Now) == Light.Red });
        }

        t.Case = t.Case with { VerifiedAt = t.Now };
        t.Case = t.Case with { Clocks = t.Case.Clocks with { Verify = t.Stop(t.Case.Clocks.Verify), Callback = t.Start(LimitStage.Callback) } };
        t.Signal("Verified");
    }

    private static void Fail(CaseTurn t, Reason reason)
    {
        var count = t.Case.ReworkCount + 1;
        t.Case = t.Case with { ReworkCount = count, Clocks = t.Case.Clocks with { Verify = t.Stop(t.Case.Clocks.Verify) } };
        Rework(t);
        if (count >= 2)
        {
            var level = count == 2 ? SupervisionLevel.Normal : SupervisionLevel.YellowCard;
            SupervisionCommands.Add(t, level, t.Case.Lead, "VerificationFailed", CaseTexts.Table.Format("Cause.VerificationFailed", count));
        }

        t.Signal("VerificationFailed", t.Case.Lead?.Id);
        if (reason.Code == "False") t.Case = t.Case with { IsFalseClosure = true };
    }

    /// <summary>Back to the same lead unit; its clock never stopped.</summary>
    internal static void Rework(CaseTurn t)
    {
        if (t.Case.Lead is { } lead) t.Put(lead with { State = OrderState.Reworking, Handlers = lead.Handlers });
        t.Case = t.Case with { RepliedAt = null };
    }
}
