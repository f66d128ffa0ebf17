namespace GridGov.Workflow.Activities.Directory;

/// <summary>How far a right goes.</summary>
internal enum Reach
{
    /// <summary>Every case.</summary>
    Anywhere,

    /// <summary>Cases in the person's areas.</summary>
    Area,

    /// <summary>Orders of the person's unit.</summary>
    OwnUnit,

    /// <summary>Cases in the person's grids, or a field task given to the person.</summary>
    OwnGrid,

    /// <summary>As <see cref="OwnGrid"/>, and the grid resolves the case itself.</summary>
    OwnGridSelfResolved,

    /// <summary>As <see cref="OwnGrid"/>, and the case stays at grid level.</summary>
    OwnGridLevel,

    /// <summary>Cases that the person reported or asked for.</summary>
    OwnCase,

    /// <summary>Work assigned to the person.</summary>
    OwnWork,
}

/// <summary>Checks a reach; answers the name of the refusing rule, or null.</summary>
internal static class ReachCheck
{
    public static string? Refuses(Reach reach, Person person, CaseScope scope) => reach switch
    {
        Reach.Anywhere => null,
        Reach.Area => scope.AreaCode is { } area && person.CoversArea(area) ? null : "Scope.OutsideArea",
        Reach.OwnUnit => scope.OrderUnitId is { } unit && unit == person.UnitId ? null : "Scope.OtherUnit",
        Reach.OwnGrid => InGrid(person, scope),
        Reach.OwnGridSelfResolved => scope.IsSelfResolved ? InGrid(person, scope) : "Scope.NotSelfResolved",
        Reach.OwnGridLevel => scope.IsGridLevel ? InGrid(person, scope) : "Scope.NotGridLevel",
        Reach.OwnCase => person.Id == scope.ReporterId || person.Id == scope.RequesterId ? null : "Scope.NotOwnCase",
        Reach.OwnWork => person.Id == scope.AssigneeId ? null : "Scope.NotAssigned",
        _ => throw new ArgumentOutOfRangeException(nameof(reach), reach, "Unknown reach."),
    };

    // A fact check may go to the nearest worker of another grid (domain.md §2.3 ②); the task then names the person.
    private static string? InGrid(Person person, CaseScope scope) =>
        (scope.GridCode is { } grid && person.GridCodes.Contains(grid)) || person.Id == scope.AssigneeId ? null : "Scope.OtherGrid";
}
