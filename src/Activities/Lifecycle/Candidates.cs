using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Directory;

namespace GridGov.Workflow.Activities.Lifecycle;

/// <summary>Candidate entries of tasks.</summary>
internal static class Candidates
{
    public static string Of(Role role) => $"role:{role}";

    public static string Of(string unit, Role role) => $"unit:{unit}:{role}";

    public static string Of(Place place, Role role) => $"grid:{place.GridCode}:{role}";
}
