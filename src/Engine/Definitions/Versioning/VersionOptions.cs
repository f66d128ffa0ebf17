using System.Globalization;
using System.Runtime.InteropServices;

namespace GridGov.Workflow.Engine.Definitions.Versioning;

/// <summary>Kinds of version selectors (elsa-definition-format.md §3.3).</summary>
public enum VersionSelector { Latest, Published, LatestOrPublished, LatestAndPublished, Draft, AllVersions, Number }

/// <summary>Which versions of a definition are meant.</summary>
/// <param name="Number">The version number when <paramref name="Selector"/> is Number; otherwise 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VersionOptions(VersionSelector Selector, int Number = 0)
{
    public static VersionOptions Latest => new(VersionSelector.Latest);
    public static VersionOptions Published => new(VersionSelector.Published);
    public static VersionOptions LatestOrPublished => new(VersionSelector.LatestOrPublished);
    public static VersionOptions LatestAndPublished => new(VersionSelector.LatestAndPublished);
    public static VersionOptions Draft => new(VersionSelector.Draft);
    public static VersionOptions AllVersions => new(VersionSelector.AllVersions);

    public static VersionOptions Specific(int number) => new(VersionSelector.Number, number);

    /// <summary>Reads the text form, case-insensitive: a name of <see cref="VersionSelector"/> or a number from 1.</summary>
    /// <returns>False for any other text; null and blank are "not given", also false.</returns>
    public static bool TryParse(string? text, out VersionOptions options)
    {
        options = default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            options = Specific(number);
            return number > 0;
        }

        // Enum.TryParse also takes numbers and lists of names.
        if (!Enum.TryParse<VersionSelector>(text, ignoreCase: true, out var selector) || !Enum.IsDefined(selector)) return false;
        if (!selector.ToString().Equals(text.Trim(), StringComparison.OrdinalIgnoreCase) || selector == VersionSelector.Number) return false;
        options = new VersionOptions(selector);
        return true;
    }

    public override string ToString() =>
        Selector == VersionSelector.Number ? Number.ToString(CultureInfo.InvariantCulture) : Selector.ToString();
}
