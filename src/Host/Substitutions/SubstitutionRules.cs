using System.Globalization;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Substitutions;

/// <summary>Who may stand in for whom.</summary>
internal static class SubstitutionRules
{
    /// <summary>Longer absences are a change of the directory.</summary>
    public const int MaxDays = 180;

    /// <exception cref="ProblemException">422 or 409 naming the field.</exception>
    public static void Check(Person absent, Person? deputy, string? deputyId, SubstitutionRow wanted, bool byAdministrator, IEnumerable<SubstitutionRow> others)
    {
        if (deputy is null || deputy.IsSystem || deputy.Is(Role.Citizen)) throw ProblemException.Invalid("deputy", deputyId, "the id of a person of the directory who holds an office");
        if (deputy.Id == absent.Id) throw ProblemException.Invalid("deputy", deputyId, "another person than the absent one");
        if (absent.IsSystem || absent.Is(Role.Citizen)) throw ProblemException.Invalid("absent", absent.Id, "the id of a person of the directory who holds an office");

        // Whoever may not hold both offices may not act for both: an auditor, one of the three administrators.
        if (RoleRules.Problem([.. absent.Roles.Union(deputy.Roles)]) is { } problem)
            throw ProblemException.Invalid("deputy", deputyId, $"a person whose roles go with those of '{absent.Id}': {problem}");

        // Across units it lets in who had no access: that is for the security administrator to decide.
        if (!byAdministrator && deputy.UnitId != absent.UnitId)
            throw ProblemException.Invalid("deputy", deputyId, $"a person of the unit '{absent.UnitId}'; across units the security administrator decides");
        if (wanted.To <= wanted.From || wanted.To <= wanted.SetAt) throw ProblemException.Invalid("to", Text(wanted.To), $"after 'from' and in the future: after {Text(wanted.From)}");
        if (wanted.To - wanted.From > TimeSpan.FromDays(MaxDays)) throw ProblemException.Invalid("to", Text(wanted.To), $"at most {MaxDays} days after 'from'");
        if (others.FirstOrDefault(other => other.AbsentId == absent.Id && other.From < wanted.To && wanted.From < other.Until) is { } other)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, "substitution.overlaps",
                $"'{absent.Id}' has a deputy already: '{other.DeputyId}' from {Text(other.From)} to {Text(other.Until)}. End that one first.")
            { Field = "from", Value = Text(wanted.From) };
        }
    }

    private static string Text(DateTimeOffset moment) => moment.ToChina().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
