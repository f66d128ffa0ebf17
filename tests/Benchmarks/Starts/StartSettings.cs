using GridGov.Workflow.Benchmarks.Steps;

namespace GridGov.Workflow.Benchmarks.Starts;

/// <summary>What <c>start</c> does.</summary>
/// <param name="Cases">Waiting cases in the database, those with past-due timers included.</param>
/// <param name="Timers">Timers that were due while the Host stood still.</param>
/// <param name="Rate">Tasks completed a second while they are made good.</param>
internal sealed record StartSettings(int Cases, int Timers, int Rate, int Models, DatabaseChoice Database)
{
    /// <exception cref="FormatException">An argument is unknown or out of range; names it and what is allowed.</exception>
    public static StartSettings Parse(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["--cases", "--timers", "--rate", "--models", .. DatabaseChoice.Names]);
        return new StartSettings(
            arguments.Number("--cases", 100_000, 900_000), arguments.Number("--timers", 25_000, 500_000), arguments.Number("--rate", 50, 5000),
            arguments.Number("--models", 100, 1000), DatabaseChoice.Read(arguments));
    }
}
