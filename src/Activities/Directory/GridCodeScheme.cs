using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Directory;

/// <summary>
/// A scheme of grid codes with its validator (domain.md §1.5). Business logic never takes a code apart, except for the
/// division prefix.
/// </summary>
public sealed class GridCodeScheme
{
    private readonly (string Name, int Digits, bool MayBeZero)[] _parts;
    private readonly int _divisionAt;

    private GridCodeScheme(string key, int divisionAt, params (string Name, int Digits, bool MayBeZero)[] parts)
    {
        (Key, _divisionAt, _parts) = (key, divisionAt, parts);
        Length = parts.Sum(p => p.Digits);
    }

    /// <summary>单元网格编码: 6 division + 3 street + 3 community + 3 sequence.</summary>
    public static GridCodeScheme CellGrid { get; } =
        new("cell-grid-15", 0, ("division", 6, false), ("street", 3, false), ("community", 3, false), ("sequence", 3, false));

    /// <summary>CJ/T 349-2010: 6 object + 6 division + 3 street + 3 community + 2 sequence.</summary>
    public static GridCodeScheme CommunityGrid { get; } =
        new("community-grid-20", 6, ("object", 6, true), ("division", 6, false), ("street", 3, false), ("community", 3, false), ("sequence", 2, false));

    /// <summary>统计用区划代码 of a community or village: 6 + 3 + 3.</summary>
    public static GridCodeScheme Division12 { get; } =
        new("division-12", 0, ("division", 6, false), ("street", 3, false), ("community", 3, false));

    /// <summary>Stable name of the scheme.</summary>
    public string Key { get; }

    /// <summary>Number of digits.</summary>
    public int Length { get; }

    /// <summary>What is wrong with the code, or null when it is valid.</summary>
    public string? Problem(string? code) => Fault(code)?.ToString();

    internal FaultText? Fault(string? code)
    {
        if (code is null || code.Length != Length || !code.All(char.IsAsciiDigit))
            return $"must be {Length} digits ({string.Join(" + ", _parts.Select(p => $"{p.Digits} {p.Name}"))}), found '{code}'";
        var at = 0;
        foreach (var (name, digits, mayBeZero) in _parts)
        {
            var part = code.Substring(at, digits);
            if (!mayBeZero && part.All(c => c == '0')) return $"has the {name} {part}, which is not used, in '{code}'";
            if (name == "division" && (part[0] is '0' or '9' || part[1] == '0')) return $"has the division {part}, whose province {part[..2]} does not exist, in '{code}'";
            at += digits;
        }

        return null;
    }

    /// <summary>The six digits of the county.</summary>
    /// <exception cref="ArgumentException">The code is not valid.</exception>
    public string DivisionOf(string code) =>
        Problem(code) is { } problem ? throw new ArgumentException($"Grid code {problem}.", nameof(code)) : code.Substring(_divisionAt, 6);
}
