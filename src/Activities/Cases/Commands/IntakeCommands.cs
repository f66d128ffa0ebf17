using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>From the report to the filing (domain.md §2.3 ②).</summary>
internal static class IntakeCommands
{
    /// <summary><c>sendFactCheck</c>: asks the field; repeated when the first check could not tell.</summary>
    public static Refusal? SendFactCheck(CaseTurn t)
    {
        if (t.Fire(CaseTrigger.SendFactCheck, new TransitionFacts()) is { } refusal) return refusal;
        t.Case = t.Case with
        {
            FactCheck = new FactCheck((t.Case.FactCheck?.Tries ?? 0) + 1, t.Now),
            Clocks = t.Case.Clocks with { FactCheck = t.Start(LimitStage.FactCheck) },
        };
        t.Signal("FactCheckSent");
        return null;
    }

    /// <summary><c>factCheckResult</c> <c>{ result, note? }</c>.</summary>
    public static Refusal? RecordFactCheck(CaseTurn t)
    {
        var (result, note) = (t.Arguments.Choice<FactCheckResult>("result"), t.Arguments.OptionalText("note"));
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Fire(CaseTrigger.RecordFactCheck, new TransitionFacts()) is { } refusal) return refusal;
        t.Case = t.Case with
        {
            FactCheck = t.Case.FactCheck! with { Result = result, Note = note, By = t.By, At = t.Now },
            Clocks = t.Case.Clocks with { FactCheck = t.Stop(t.Case.Clocks.FactCheck) },
        };
        t.Signal("FactChecked");
        return null;
    }

    /// <summary><c>file</c> <c>{ standardId, grade?, title? }</c>: chooses the filing standard, which brings category, grade and limits.</summary>
    public static Refusal? File(CaseTurn t)
    {
        var (standardId, grade, title) = (t.Arguments.OptionalText("standardId", 50), t.Arguments.OptionalChoice<CaseGrade>("grade"), t.Arguments.OptionalText("title", 200));
        if (t.Arguments.Problem is { } problem) return problem;
        var catalogue = t.Data.CatalogueOn(ChinaTime.DayOf(t.Now));
        var found = standardId is null ? null : catalogue?.FindStandard(standardId);
        if (standardId is not null && found is null) return CaseRules.Invalid("FilingStandard.Unknown", "standardId", standardId, catalogue?.Version ?? "—");
        var facts = new TransitionFacts { HasStandard = found is not null, FactCheckIsIn = t.Case.FactCheck is null or { Result: not null } };
        if (t.Fire(CaseTrigger.File, facts) is { } refusal) return refusal;
        var (category, standard) = found!.Value;
        t.Case = t.Case with
        {
            StandardId = standard.Id,
            Category = category.Code,
            CatalogueVersion = catalogue!.Version,
            Grade = grade ?? standard.Grade,
            Title = title ?? t.Case.Title,
            FiledAt = t.Now,
        };
        t.Case = t.Case with { Clocks = t.Case.Clocks with { Accept = t.Stop(t.Case.Clocks.Accept), Divert = t.Start(LimitStage.Divert) } };
        t.Signal("Filed");
        return null;
    }

    /// <summary><c>decline</c> <c>{ reasonCode, reason }</c>.</summary>
    public static Refusal? Decline(CaseTurn t) => CaseEnding.Apply(t, CaseTrigger.Decline, "Decline", "Declined");

    /// <summary><c>void</c> <c>{ reasonCode, reason }</c>.</summary>
    public static Refusal? Void(CaseTurn t) => CaseEnding.Apply(t, CaseTrigger.Void, "Void", "Voided");

    /// <summary><c>referOut</c> <c>{ reasonCode, reason }</c>.</summary>
    public static Refusal? ReferOut(CaseTurn t) => CaseEnding.Apply(t, CaseTrigger.ReferOut, "ReferOut", "ReferredOut");

    /// <summary><c>merge</c> <c>{ into, reasonCode, reason }</c>: the child keeps its own callback (G15).</summary>
    public static Refusal? Merge(CaseTurn t)
    {
        var into = t.Arguments.Text("into", 40);
        if (t.Arguments.Problem is { } problem) return problem;
        if (string.Equals(into, t.Case.CaseNumber, StringComparison.Ordinal)) return CaseRules.Invalid("Argument.Kind", "into", "另一个案件的编号");
        if (CaseEnding.Apply(t, CaseTrigger.Merge, "Merge", "Merged") is { } refusal) return refusal;
        t.Case = t.Case with { MergedInto = into };
        return null;
    }

    /// <summary><c>withdraw</c> <c>{ reasonCode, reason }</c>: before the reply; what endangers the public goes on without the requester.</summary>
    public static Refusal? Withdraw(CaseTurn t) => t.Case.Grade == CaseGrade.Emergency && t.Arguments.Reason("Withdraw") is { Code: "Requester" }
        ? CaseRules.Refuse("Withdraw.PublicSafety")
        : CaseEnding.Apply(t, CaseTrigger.Withdraw, "Withdraw", "Withdrawn");
}
