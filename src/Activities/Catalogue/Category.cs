namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>A 小类 of the catalogue with its filing standards (domain.md §5.2). Immutable.</summary>
/// <param name="Code">C, E or L and four digits: 大类 2 + 小类 2.</param>
/// <param name="Kind">What the category is about.</param>
/// <param name="MajorName">Chinese name of the 大类.</param>
/// <param name="Name">Chinese name of the 小类.</param>
/// <param name="LeadDuty">Duty code of the lead (§5.1); routing turns it into a unit.</param>
/// <param name="AssistDuties">Duty codes of the usual assisting units.</param>
/// <param name="Standards">The filing standards in order, at least one.</param>
/// <param name="EmergencyLine">Line to call first, such as <c>119</c>, or null.</param>
/// <param name="IsRestricted">True when only those who handle the case may see it (minors, illness).</param>
/// <param name="IsGridFirst">True when a grid worker responds first and the lead only afterwards.</param>
public sealed record Category(
    string Code,
    CategoryKind Kind,
    string MajorName,
    string Name,
    string LeadDuty,
    IReadOnlyList<string> AssistDuties,
    IReadOnlyList<FilingStandard> Standards,
    string? EmergencyLine,
    bool IsRestricted,
    bool IsGridFirst)
{
    /// <summary>Duty code of the lead under one of the standards of this category.</summary>
    public string LeadFor(FilingStandard standard)
    {
        ArgumentNullException.ThrowIfNull(standard);
        return standard.LeadDuty ?? LeadDuty;
    }
}
