using GridGov.Workflow.Benchmarks.Steps;

namespace GridGov.Workflow.Benchmarks.Soak;

/// <summary>What <c>soak</c> does.</summary>
/// <param name="Minutes">Of load; more is better: half of them settle the Host, the other half gives the slopes.</param>
/// <param name="Rate">Steps a second, of cases that are reported and brought to their passed verification.</param>
/// <param name="Every">Seconds between two samples.</param>
internal sealed record SoakSettings(int Minutes, int Rate, int Every, DatabaseChoice Database)
{
    /// <exception cref="FormatException">An argument is unknown or out of range; names it and what is allowed.</exception>
    public static SoakSettings Parse(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["--minutes", "--rate", "--every", .. DatabaseChoice.Names]);
        return new SoakSettings(arguments.Number("--minutes", 120, 10_000), arguments.Number("--rate", 500, 100_000), arguments.Number("--every", 30, 3600), DatabaseChoice.Read(arguments));
    }
}
