using GridGov.Workflow.Benchmarks.Steps;

namespace GridGov.Workflow.Benchmarks.Timers;

/// <summary>What <c>timers</c> does.</summary>
/// <param name="Count">Timers due at one moment, each of an instance of its own.</param>
/// <param name="Warmup">Timers of a first wave that is not measured.</param>
internal sealed record TimersSettings(int Count, int Warmup, DatabaseChoice Database)
{
    /// <exception cref="FormatException">An argument is unknown or out of range; names it and what is allowed.</exception>
    public static TimersSettings Parse(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["--timers", "--warmup", .. DatabaseChoice.Names]);
        return new TimersSettings(arguments.Number("--timers", 20_000, 1_000_000), arguments.Number("--warmup", 8000, 100_000), DatabaseChoice.Read(arguments));
    }
}
