namespace GridGov.Workflow.Activities.Cases;

/// <summary>Where it is. No personal address: the text is a public place, finer details live in the personal data.</summary>
/// <param name="Text">Place in words, Chinese.</param>
/// <param name="GridCode">Code of the grid, such as the 15 digits of a cell grid (domain.md §1.5).</param>
/// <param name="AreaCode">Division code of 6, 9 or 12 digits, the scope for queries.</param>
/// <param name="Longitude">Degrees, WGS84 or CGCS2000.</param>
/// <param name="Latitude">Degrees, WGS84 or CGCS2000.</param>
public sealed record Place(string Text, string GridCode, string AreaCode, double? Longitude = null, double? Latitude = null);
