using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Accounts;
using GridGov.Workflow.Host.Designer;
using GridGov.Workflow.Host.Pages;
using GridGov.Workflow.Host.Retention;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Console.Shell;

/// <summary>What the frame around all pages shows to the person of the request.</summary>
internal sealed class ConsoleShell(CurrentPerson current, DesignerRights designer, LargePrint print)
{
    private static readonly Role[] Meets = [Role.MeetingSecretary, Role.DutyLeader, Role.GovernanceOffice, Role.Auditor];
    private static readonly Role[] Administrators = [Role.SystemAdmin, Role.SecurityAdmin, Role.AuditAdmin];

    public string UserName => current.Required.Name;

    public bool IsLargePrint => print.IsOn;

    public string LargePrintUrl => $"{AccountPages.PrintPath}?to={(IsLargePrint ? "normal" : "large")}";

    /// <summary>The pages that this person has a use for.</summary>
    public IReadOnlyList<ConsoleLink> Links
    {
        get
        {
            var person = current.Required;
            var hasBusiness = !person.Roles.All(role => Administrators.Contains(role));
            var links = new List<ConsoleLink> { new("/", "Nav.Tasks", "/tasks") };
            if (hasBusiness) links.Add(new ConsoleLink("/cases", "Nav.Cases"));
            if (person.Roles.Any(role => RoleMatrix.Allows(person, CaseAction.Report, new CaseScope { AreaCode = AreaOf(person) }).Allowed)) links.Add(new ConsoleLink("/cases/new", "Nav.Report"));
            if (hasBusiness && (person.UnitId is not null || current.May(CaseAction.ReadStatistics, new CaseScope { AreaCode = AreaOf(person) }))) links.Add(new ConsoleLink("/rates", "Nav.Rates"));
            if (person.Roles.Any(role => Meets.Contains(role))) links.Add(new ConsoleLink("/meetings", "Nav.Meetings"));
            if (person.Is(Role.Auditor)) links.Add(new ConsoleLink("/audit", "Nav.Audit"));
            if (person.UnitId is not null) links.Add(new ConsoleLink("/substitutions", "Nav.Substitutions"));
            links.AddRange(Administration(person));
            if (designer.MayRead) links.Add(new ConsoleLink(DesignerPages.Root + "/", "Nav.Designer"));
            return links;
        }
    }

    // Each of the three administrators has its own pages; only the people are seen by two of them, who set different things there.
    private static IEnumerable<ConsoleLink> Administration(Person person)
    {
        if (person.Is(Role.SystemAdmin) || person.Is(Role.SecurityAdmin)) yield return new ConsoleLink("/admin/people", "Nav.People");
        if (person.Is(Role.SystemAdmin))
        {
            yield return new ConsoleLink("/admin/units", "Nav.Units");
            yield return new ConsoleLink("/admin/grids", "Nav.Grids");
            yield return new ConsoleLink("/admin/calendars", "Nav.Calendars");
            yield return new ConsoleLink("/admin/catalogue", "Nav.Catalogue");
            yield return new ConsoleLink("/admin/effects", "Nav.Effects");
        }

        if (person.Is(Role.SecurityAdmin))
        {
            yield return new ConsoleLink("/admin/accounts", "Nav.Accounts");
            yield return new ConsoleLink("/admin/keys", "Nav.Keys");
        }

        if (person.Is(Role.AuditAdmin) || person.Is(Role.Auditor)) yield return new ConsoleLink("/admin/log", "Nav.AdminLog");
        if (RetentionRights.MayLook(person)) yield return new ConsoleLink("/admin/retention", "Nav.Retention");
    }

    private static string? AreaOf(Person person) => person.AreaScopes.Count > 0 ? person.AreaScopes[0] : null;
}
