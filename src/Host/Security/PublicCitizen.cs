using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Host.Security;

/// <summary>
/// Who acts on the public pages: nobody known, with the rights of a citizen. Query code and phone prove that a case is the
/// citizen's own; the journal says that it came from there.
/// </summary>
internal static class PublicCitizen
{
    public const string Id = "public";

    public static Person Person { get; } = new(Id, Id, null, [Role.Citizen], [], [], IsSystem: false);
}
