using GridGov.Workflow.Activities.Deadlines;

namespace GridGov.Workflow.Activities.Catalogue;

/// <summary>One row of 立结案标准: the limits hang here, not on the category (domain.md, fact 5).</summary>
/// <param name="Id">Stable id, the category code and a number: <c>E0101-2</c>. Never used again for another condition.</param>
/// <param name="FilingCondition">立案条件 in Chinese.</param>
/// <param name="ClosingCondition">结案条件 in Chinese.</param>
/// <param name="Grade">Grade a case filed under this row starts with.</param>
/// <param name="ReceiveLimit">接哨时限.</param>
/// <param name="DisposeLimit">处置时限.</param>
/// <param name="Verification">What the closing must rest on, at least one.</param>
/// <param name="LeadDuty">Duty code of the lead when it differs from the category's, otherwise null.</param>
/// <param name="IsSeasonal">True when the work waits for its season; the order is then suspended until it comes.</param>
/// <param name="Source">Where the row comes from, with confidence mark.</param>
public sealed record FilingStandard(
    string Id,
    string FilingCondition,
    string ClosingCondition,
    CaseGrade Grade,
    Limit ReceiveLimit,
    Limit DisposeLimit,
    Verification Verification,
    string? LeadDuty,
    bool IsSeasonal,
    string Source);
