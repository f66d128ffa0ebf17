using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Activities.Cases.Commands;

/// <summary>What the requester may add while the case runs (domain.md §7.1).</summary>
internal static class AdditionCommands
{
    private const int Most = 20;

    /// <summary><c>addInformation</c> <c>{ wordsRef?, attachments? }</c>: at least one of them. Moves nothing.</summary>
    public static Refusal? Add(CaseTurn t)
    {
        var (words, attachments) = (t.Arguments.PersonalReference("wordsRef"), t.Arguments.Texts("attachments"));
        if (words is null && attachments.Count == 0) t.Arguments.Reject("Argument.Missing", "wordsRef");
        if (t.Arguments.Problem is { } problem) return problem;
        if (t.Case.State.IsFinal()) return CaseRules.Refuse("Addition.State", CaseTexts.Of(t.Case.State));
        var additions = t.Case.Additions ?? [];
        if (additions.Count >= Most) return CaseRules.Refuse("Addition.Most", Most);
        t.Case = t.Case with { Additions = [.. additions, new CaseAddition(words, attachments, t.By, t.Now)] };
        return null;
    }
}
