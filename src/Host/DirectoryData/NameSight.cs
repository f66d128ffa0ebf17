using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Host.DirectoryData;

/// <summary>Who reads the names of people: those who work with people of all units, and everybody those of the own unit.</summary>
internal static class NameSight
{
    private static readonly Role[] OfAll =
        [Role.IntakeClerk, Role.Dispatcher, Role.DutyLeader, Role.GovernanceOffice, Role.MeetingSecretary, Role.Auditor, Role.SecurityAdmin];

    /// <param name="reader">Null = a system that acts as itself.</param>
    public static bool Sees(Person? reader, Person shown) =>
        reader is null || reader.Roles.Any(OfAll.Contains) || reader.Id == shown.Id || (reader.UnitId is not null && reader.UnitId == shown.UnitId);
}
