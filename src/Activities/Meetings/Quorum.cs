using GridGov.Workflow.Activities.Lifecycle;

namespace GridGov.Workflow.Activities.Meetings;

/// <summary>
/// When a joint meeting can resolve: at least two thirds of the invited units, the convener or deputy, and the proposed lead
/// (domain.md §2.7; our default, no source found).
/// </summary>
public static class Quorum
{
    /// <summary>Units that must be present of this many invited.</summary>
    public static int Needed(int invited) => ((invited * 2) + 2) / 3;

    /// <summary>Why the meeting cannot resolve, in Chinese, or null.</summary>
    public static string? Problem(IReadOnlyCollection<string> invited, IReadOnlyCollection<string> present, bool convenerPresent, string? proposedLead)
    {
        ArgumentNullException.ThrowIfNull(invited);
        ArgumentNullException.ThrowIfNull(present);
        var counted = present.Distinct(StringComparer.Ordinal).Count(invited.Contains);
        if (!convenerPresent) return StepTexts.Format("Meeting.Convener");
        if (counted < Needed(invited.Count)) return StepTexts.Format("Meeting.Quorum", invited.Count, counted, Needed(invited.Count));
        return proposedLead is not null && !present.Contains(proposedLead) ? StepTexts.Format("Meeting.Lead", proposedLead) : null;
    }
}
