using System.Globalization;

namespace GridGov.Workflow.Host.Demo;

/// <summary>What the command line of <c>demo</c> says.</summary>
internal sealed record DemoOptions
{
    public int Cases { get; init; } = 220;

    public ulong Seed { get; init; } = 20260302;

    /// <summary>Folder for the database; null takes a temporary one that is removed afterwards.</summary>
    public string? DataFolder { get; init; }

    public string WorkflowsFolder { get; init; } = "workflows";

    /// <summary>File that gets every request with its answer, or null.</summary>
    public string? TraceFile { get; init; }

    /// <exception cref="DemoException">An option is unknown or its value is bad; names option, value and what is allowed.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> args)
    {
        var options = new DemoOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new DemoException($"选项 {args[i]} 缺少值。");
            options = args[i] switch
            {
                "--cases" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var cases) && cases is >= 1 and <= 5000 => options with { Cases = cases },
                "--cases" => throw new DemoException($"--cases 为“{value}”，应为 1 至 5000 的整数。"),
                "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => options with { Seed = seed },
                "--seed" => throw new DemoException($"--seed 为“{value}”，应为非负整数。"),
                "--data" => options with { DataFolder = value },
                "--workflows" => options with { WorkflowsFolder = value },
                "--trace" => options with { TraceFile = value },
                _ => throw new DemoException($"未知选项“{args[i]}”。可用：--cases N、--seed N、--data 目录、--workflows 目录、--trace 文件。"),
            };
        }

        return options;
    }
}
