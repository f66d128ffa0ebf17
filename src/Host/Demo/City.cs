namespace GridGov.Workflow.Host.Demo;

/// <summary>A kind of matter with the limits that its units know by heart.</summary>
/// <param name="Duty">Who is in charge: a department's short code, or ZH for the township of the place.</param>
/// <param name="Assist">Who helps now and then; null for nobody.</param>
internal sealed record Matter(string Category, string Standard, string Name, string Duty, CityLimit Receive, CityLimit Dispose, string? Assist = null, bool IsUrgent = false);

/// <summary>The made-up county: what happens in it, who is in charge of what, and how the units work.</summary>
internal static class City
{
    private const string County = "410999";

    private static readonly Dictionary<string, Manner> Manners = new(StringComparer.Ordinal)
    {
        ["CG"] = Manner.Prompt,
        ["SW"] = Manner.Prompt,
        ["GD"] = Manner.Prompt,
        ["HB"] = Manner.Prompt,
        ["HW"] = Manner.Slow,
        ["RQ"] = Manner.Slow,
        ["LY"] = Manner.Silent,
        ["TX"] = Manner.Silent,
        ["SZ"] = Manner.Refusing,
        ["ZJ"] = Manner.Refusing,
        ["WJ"] = Manner.Faking,
        ["SJ"] = Manner.Faking,
    };

    public static IReadOnlyList<Matter> Matters { get; } =
    [
        new("E0110", "E0110-1", "暴露生活垃圾", "HW", CityLimit.Work(2), CityLimit.Work(4)),
        new("C0305", "C0305-1", "垃圾箱满溢", "HW", CityLimit.Days(1), CityLimit.Days(1)),
        new("C0104", "C0104-1", "雨水箅子堵塞", "SW", CityLimit.Days(1), CityLimit.Days(1)),
        new("E0125", "E0125-1", "水域不洁", "SW", CityLimit.Days(1), CityLimit.Days(2), Assist: "HB"),
        new("E0501", "E0501-1", "供水管破裂", "SW", CityLimit.Urgent(0.5), CityLimit.Urgent(1), IsUrgent: true),
        new("E0113", "E0113-1", "道路破损", "SZ", CityLimit.Days(1), CityLimit.Days(5)),
        new("C0137", "C0137-1", "路灯不亮", "SZ", CityLimit.Days(1), CityLimit.Days(1)),
        new("E0111", "E0111-1", "积存渣土", "ZH", CityLimit.Days(1), CityLimit.Days(5), Assist: "CG"),
        new("E0136", "E0136-1", "乱堆物料", "ZH", CityLimit.Days(1), CityLimit.Days(1)),
        new("E0201", "E0201-1", "非法小广告", "CG", CityLimit.Days(1), CityLimit.Days(1)),
        new("E0410", "E0410-1", "非机动车乱停放", "CG", CityLimit.Work(2), CityLimit.Work(2)),
        new("C0402", "C0402-1", "行道树倒伏", "LY", CityLimit.Days(1), CityLimit.Days(1)),
        new("C0131", "C0131-1", "通信立杆倾斜", "TX", CityLimit.Urgent(0.5), CityLimit.Urgent(4), IsUrgent: true),
        new("C0130", "C0130-1", "电力立杆倾斜", "GD", CityLimit.Days(1), CityLimit.Days(2)),
        new("E0133", "E0133-1", "乱弃医疗废物", "WJ", CityLimit.Days(1), CityLimit.Days(2)),
        new("E0184", "E0184-1", "违规养犬", "ZH", CityLimit.Days(1), CityLimit.Days(1)),
    ];

    /// <summary>Unit of a duty at a place.</summary>
    public static string UnitOf(string duty, string grid) => duty == "ZH" ? TownshipOf(grid) : $"{County}-{duty}";

    public static string TownshipOf(string grid) => grid[..9] + "-ZH";

    /// <summary>How a unit works; townships split: the first is quick, the second slow.</summary>
    public static Manner MannerOf(string unit)
    {
        if (unit.EndsWith("-ZH", StringComparison.Ordinal)) return unit.StartsWith("410999101", StringComparison.Ordinal) ? Manner.Prompt : Manner.Slow;
        return Manners.GetValueOrDefault(unit.Split('-')[^1], Manner.Prompt);
    }

    public static string NameOf(Manner manner) => manner switch
    {
        Manner.Prompt => "利落",
        Manner.Slow => "拖沓",
        Manner.Silent => "失声",
        Manner.Refusing => "推诿",
        _ => "敷衍",
    };
}
