using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>Which roles exclude each other (domain.md §8 no. 3).</summary>
public static class RoleRules
{
    // An auditor who also acts would audit own acts; a system account with a business role would be a person without a face.
    private static readonly Role[] Alone = [Role.SystemAdmin, Role.SecurityAdmin, Role.AuditAdmin, Role.Auditor, Role.SystemAccount];

    /// <summary>What is wrong with holding these roles together, naming them, or null.</summary>
    public static string? Problem(IReadOnlyCollection<Role> roles) => Fault(roles)?.ToString();

    internal static FaultText? Fault(IReadOnlyCollection<Role> roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        if (roles.Count == 0) return "must have at least one role";
        if (roles.Distinct().Count() != roles.Count) return "must not have a role twice";
        foreach (var role in Alone)
            if (roles.Contains(role) && roles.Count > 1)
                return $"{role} must be the only role of a person, found {string.Join(", ", roles)}; use separate accounts held by separate persons";
        return null;
    }
}
