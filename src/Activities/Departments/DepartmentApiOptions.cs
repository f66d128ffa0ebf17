using GridGov.Workflow.Activities.Partners;

namespace GridGov.Workflow.Activities.Departments;

/// <summary>Where the systems of units answer; section <c>GridGov:DepartmentApi</c>.</summary>
public sealed class DepartmentApiOptions : PartnerApiOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "GridGov:DepartmentApi";

    /// <summary>Addresses of single units by unit id.</summary>
    public Dictionary<string, PartnerEndpoint> Units { get; } = new(StringComparer.Ordinal);

    internal override string SectionName => Section;

    internal override string MapName => nameof(Units);

    internal override IReadOnlyDictionary<string, PartnerEndpoint> Partners => Units;
}
