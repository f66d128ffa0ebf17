namespace GridGov.Workflow.Activities.Directory;

/// <summary>
/// What is known about the case or order when somebody wants to act on it. Null means unknown or none, and then a rule that
/// needs it refuses.
/// </summary>
public sealed record CaseScope
{
    /// <summary>Division or grid code of the place.</summary>
    public string? AreaCode { get; init; }

    /// <summary>Grid of the place.</summary>
    public string? GridCode { get; init; }

    /// <summary>Unit of the order that is acted on.</summary>
    public string? OrderUnitId { get; init; }

    /// <summary>Person the task or order is assigned to.</summary>
    public string? AssigneeId { get; init; }

    /// <summary>Person who reported.</summary>
    public string? ReporterId { get; init; }

    /// <summary>Citizen who asked.</summary>
    public string? RequesterId { get; init; }

    /// <summary>Persons who handled; none of them verifies (G7).</summary>
    public IReadOnlyList<string> HandlerIds { get; init; } = [];

    /// <summary>Units that handled; none of their people verifies (G7).</summary>
    public IReadOnlyList<string> HandlingUnitIds { get; init; } = [];

    /// <summary>True when the grid resolves the case itself.</summary>
    public bool IsSelfResolved { get; init; }

    /// <summary>True when the case has no whistle or dispatch and stays at grid level.</summary>
    public bool IsGridLevel { get; init; }
}
