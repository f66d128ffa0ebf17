using System.Globalization;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>Processor time of Linux processes, user and system, from /proc.</summary>
internal static class ProcessTime
{
    private const double TicksPerSecond = 100;
    private const int User = 11;
    private const int Children = 13;

    public static TimeSpan Of(int processId) => TimeSpan.FromSeconds(Ticks(processId, User) / TicksPerSecond);

    /// <summary>With the children that run, and those that have ended.</summary>
    public static TimeSpan OfFamily(int processId)
    {
        var ticks = Ticks(processId, User) + Ticks(processId, Children);
        foreach (var child in File.ReadAllText($"/proc/{processId}/task/{processId}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                ticks += Ticks(int.Parse(child, CultureInfo.InvariantCulture), User);
            }
            catch (IOException)
            {
                // It has ended since; its parent counts it.
            }
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static long Ticks(int processId, int first)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[first], CultureInfo.InvariantCulture) + long.Parse(fields[first + 1], CultureInfo.InvariantCulture);
    }
}
