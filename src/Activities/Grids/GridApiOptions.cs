using GridGov.Workflow.Activities.Partners;

namespace GridGov.Workflow.Activities.Grids;

/// <summary>Where the systems of grids answer; section <c>GridGov:GridApi</c>.</summary>
public sealed class GridApiOptions : PartnerApiOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "GridGov:GridApi";

    /// <summary>Addresses of single grids by grid code.</summary>
    public Dictionary<string, PartnerEndpoint> Grids { get; } = new(StringComparer.Ordinal);

    internal override string SectionName => Section;

    internal override string MapName => nameof(Grids);

    internal override IReadOnlyDictionary<string, PartnerEndpoint> Partners => Grids;
}
