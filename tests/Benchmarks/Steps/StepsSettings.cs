using System.Globalization;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>What the driver of <c>steps</c> does.</summary>
/// <param name="Clients">Connections that work at the same time, each on an instance of its own.</param>
/// <param name="Loop"><c>bare</c>: one RunTask in a loop, no case. <c>case</c>: cases of the shipped lifecycle.</param>
/// <param name="Rate">Steps a second asked for whether or not the Host keeps up; null = as fast as the clients get answers.</param>
/// <param name="Database"><c>sqlite</c>, or <c>postgresql</c>: a server of its own with default durability.</param>
/// <param name="Connection">Further settings of the connection string, or null.</param>
/// <param name="Writers">Commit groups written at the same time; null = the Host's default.</param>
internal sealed record StepsSettings(int Clients, int Seconds, int Warmup, string Loop, int? Rate, string Database, string? Connection, int? Writers)
{
    public bool IsCase => Loop == "case";

    /// <exception cref="FormatException">An argument is unknown or out of range; names it and what is allowed.</exception>
    public static StepsSettings Parse(IReadOnlyList<string> args)
    {
        var settings = new StepsSettings(16, 15, 20, "bare", null, "sqlite", null, null);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
            settings = args[i] switch
            {
                "--clients" => settings with { Clients = Number(args[i], value, 1000) },
                "--seconds" => settings with { Seconds = Number(args[i], value, 3600) },
                "--warmup" => settings with { Warmup = Number(args[i], value, 600) },
                "--rate" => settings with { Rate = Number(args[i], value, 100_000) },
                "--loop" when value is "bare" or "case" => settings with { Loop = value },
                "--loop" => throw new FormatException($"--loop is '{value}'; allowed: bare, case."),
                "--database" when value is "sqlite" or "postgresql" => settings with { Database = value },
                "--database" => throw new FormatException($"--database is '{value}'; allowed: sqlite, postgresql."),
                "--connection" => settings with { Connection = value },
                "--writers" => settings with { Writers = Number(args[i], value, 32) },
                _ => throw new FormatException($"'{args[i]}' is unknown; allowed: --clients, --seconds, --warmup, --loop, --rate, --database, --connection, --writers."),
            };
        }

        return settings;
    }

    private static int Number(string name, string value, int most) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"{name} is '{value}'; allowed: 1 to {most}.");
}
