namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>What the driver of <c>steps</c> does.</summary>
/// <param name="Clients">Connections that work at the same time, each on an instance of its own.</param>
/// <param name="Loop"><c>bare</c>: one RunTask in a loop, no case. <c>case</c>: cases of the shipped lifecycle.</param>
/// <param name="Rate">Steps a second asked for whether or not the Host keeps up; null = as fast as the clients get answers.</param>
internal sealed record StepsSettings(int Clients, int Seconds, int Warmup, string Loop, int? Rate, DatabaseChoice Database)
{
    public bool IsCase => Loop == "case";

    /// <exception cref="FormatException">An argument is unknown or out of range; names it and what is allowed.</exception>
    public static StepsSettings Parse(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["--clients", "--seconds", "--warmup", "--loop", "--rate", .. DatabaseChoice.Names]);
        return new StepsSettings(
            arguments.Number("--clients", 16, 1000), arguments.Number("--seconds", 15, 3600), arguments.Number("--warmup", 20, 600),
            arguments.OneOf("--loop", "bare", "case"), arguments.NumberOrNull("--rate", 100_000), DatabaseChoice.Read(arguments));
    }
}
