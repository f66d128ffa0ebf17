using System.Collections.Frozen;
using System.Text.Json;
using GridGov.Workflow.Activities.DataFiles;

namespace GridGov.Workflow.Activities.Deadlines;

/// <summary>
/// Default limits by stage and grade (domain.md §3.4), versioned data. Immutable. Some cells have named variants, such as
/// <c>web</c> for reports taken over the web.
/// </summary>
public sealed class StageLimits
{
    private const string EmbeddedFile = "Deadlines/Data/default-limits.json";

    private readonly FrozenDictionary<(LimitStage, CaseGrade, string), Limit> _limits;
    private readonly FrozenSet<(LimitStage, CaseGrade)> _unlimited;

    private StageLimits(string version, DateOnly effectiveFrom, Dictionary<(LimitStage, CaseGrade, string), Limit> limits, HashSet<(LimitStage, CaseGrade)> unlimited)
    {
        (Version, EffectiveFrom) = (version, effectiveFrom);
        (_limits, _unlimited) = (limits.ToFrozenDictionary(), unlimited.ToFrozenSet());
    }

    /// <summary>The limits shipped with the product, from <c>Deadlines/Data/default-limits.json</c>.</summary>
    public static StageLimits Default { get; } = Read(DataFile.Embedded(EmbeddedFile));

    /// <summary>Version of the data, for the snapshot on an order.</summary>
    public string Version { get; }

    /// <summary>First day on which orders take these limits.</summary>
    public DateOnly EffectiveFrom { get; }

    /// <summary>Reads limits in the form of <c>Deadlines/Data/default-limits.json</c>.</summary>
    /// <exception cref="DataFileException">At least one value was rejected.</exception>
    public static StageLimits Load(string fileName, ReadOnlySpan<byte> utf8) => Read(DataFile.Parse(fileName, utf8));

    /// <summary>The limit of the stage, or null when the stage has none for the grade.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="grade">The grade of the case.</param>
    /// <param name="variant">Name of a variant; a cell without that variant answers its default.</param>
    public Limit? For(LimitStage stage, CaseGrade grade, string? variant = null)
    {
        if (_unlimited.Contains((stage, grade))) return null;
        if (variant is not null && _limits.TryGetValue((stage, grade, variant), out var special)) return special;
        return _limits[(stage, grade, "")];
    }

    /// <summary>The variants of a cell, in order.</summary>
    public IReadOnlyList<string> VariantsOf(LimitStage stage, CaseGrade grade) =>
        [.. _limits.Keys.Where(k => k.Item1 == stage && k.Item2 == grade && k.Item3.Length > 0).Select(k => k.Item3).Order(StringComparer.Ordinal)];

    private static StageLimits Read(DataFile file)
    {
        var root = file.Root;
        root.AllowOnly("version", "effectiveFrom", "note", "limits");
        var limits = new Dictionary<(LimitStage, CaseGrade, string), Limit>();
        var unlimited = new HashSet<(LimitStage, CaseGrade)>();
        foreach (var row in root.Rows("limits"))
        {
            row.AllowOnly("stage", "grade", "variant", "limit", "source");
            row.Text("source");
            var (stage, grade, variant) = (row.OneOf<LimitStage>("stage"), row.OneOf<CaseGrade>("grade"), row.OptionalText("variant") ?? "");
            if (row.Members.TryGetValue("limit", out var none) && none.KindIs(JsonTokenType.Null))
            {
                if (variant.Length > 0) row.Reject("limit", "may be null only for the default, not for a variant");
                unlimited.Add((stage, grade));
            }
            else if (!limits.TryAdd((stage, grade, variant), LimitReader.Read(row.Child("limit"))))
            {
                row.Reject($"repeats the limit of {stage}, {grade}{(variant.Length > 0 ? ", " + variant : "")}");
            }
        }

        foreach (var stage in Enum.GetValues<LimitStage>())
            foreach (var grade in Enum.GetValues<CaseGrade>())
                if (limits.ContainsKey((stage, grade, "")) == unlimited.Contains((stage, grade)))
                    root.Reject("limits", $"must have exactly one row without variant for {stage}, {grade}; use \"limit\": null for none");
        var result = (root.Text("version"), root.Date("effectiveFrom"));
        file.ThrowIfRejected();
        return new StageLimits(result.Item1, result.Item2, limits, unlimited);
    }
}
