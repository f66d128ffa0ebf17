using System.Globalization;

namespace GridGov.Workflow.Benchmarks;

/// <summary>What a run of the driver does.</summary>
/// <param name="Clients">Closed-loop clients; each has one instance at a time.</param>
/// <param name="Tasks">RunTasks in the sequence of one instance.</param>
/// <param name="ThroughOrleans">False = the instance processors alone.</param>
internal sealed record PipelineSettings(int Clients, int Seconds, int Warmup, int Tasks, bool ThroughOrleans)
{
    public static PipelineSettings Parse(IReadOnlyCollection<string> args) => new(
        Number(args, "clients", 16), Number(args, "seconds", 10), Number(args, "warmup", 3), Number(args, "tasks", 40), args.Contains("orleans", StringComparer.Ordinal));

    private static int Number(IEnumerable<string> args, string name, int otherwise) =>
        args.FirstOrDefault(arg => arg.StartsWith(name + "=", StringComparison.Ordinal)) is { } found
            ? int.Parse(found[(name.Length + 1)..], CultureInfo.InvariantCulture)
            : otherwise;
}
