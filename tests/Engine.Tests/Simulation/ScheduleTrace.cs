using System.Globalization;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>What happened, in words for the reader of a failure and as a hash for the comparison of two runs.</summary>
internal sealed class ScheduleTrace
{
    private const ulong Prime = 1099511628211;
    private readonly List<string> _lines = [];

    public ulong Hash { get; private set; } = 14695981039346656037;

    public IReadOnlyList<string> Lines => _lines;

    public void Mix(int first, int second)
    {
        Hash = (Hash ^ (uint)first) * Prime;
        Hash = (Hash ^ (uint)second) * Prime;
    }

    public void Mix(ReadOnlySpan<byte> bytes)
    {
        foreach (var part in bytes) Hash = (Hash ^ part) * Prime;
    }

    /// <param name="at">Real time in the simulated world.</param>
    public void Write(DateTimeOffset at, string line)
    {
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm:ss.fff} {line}"));
        foreach (var letter in line) Hash = (Hash ^ letter) * Prime;
    }
}
