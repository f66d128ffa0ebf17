using System.Collections.Frozen;
using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Partners;

/// <summary>
/// Whose systems can be called: part of the versioned reference data, because a burst decides by it whether it asks for a call,
/// and a replay must decide the same. Form: <c>{ departments: [unit ids], grids: [grid codes] }</c>, where <c>*</c> means all.
/// Immutable.
/// </summary>
public sealed class ConnectedPartners
{
    private const string Everyone = "*";
    private readonly FrozenSet<string> _departments;
    private readonly FrozenSet<string> _grids;

    internal ConnectedPartners(IEnumerable<string> departments, IEnumerable<string> grids) =>
        (_departments, _grids) = (departments.ToFrozenSet(StringComparer.Ordinal), grids.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Where nothing is said, everybody is called, and the delivery finds out.</summary>
    public static ConnectedPartners Unknown { get; } = new([Everyone], [Everyone]);

    public bool HasDepartment(string unitId) => _departments.Contains(unitId) || _departments.Contains(Everyone);

    public bool HasGrid(string gridCode) => _grids.Contains(gridCode) || _grids.Contains(Everyone);

    /// <summary>What the configuration names, in the form that <see cref="Read"/> reads.</summary>
    internal static string Describe(PartnerApiOptions departments, PartnerApiOptions grids) =>
        $$"""{"departments":{{Names(departments)}},"grids":{{Names(grids)}}}""";

    internal static ConnectedPartners Read(DataNode node)
    {
        node.AllowOnly("departments", "grids");
        return new ConnectedPartners(node.Texts("departments"), node.Texts("grids"));
    }

    private static string Names(PartnerApiOptions options)
    {
        string[] names = PartnerAddress.Read(options.BaseAddress) is null
            ? [.. options.Partners.Where(partner => PartnerAddress.Read(partner.Value.BaseAddress) is not null).Select(partner => partner.Key).Order(StringComparer.Ordinal)]
            : [Everyone];
        return System.Text.Json.JsonSerializer.Serialize(names);
    }
}
