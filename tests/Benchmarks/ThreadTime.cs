using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GridGov.Workflow.Benchmarks;

/// <summary>CPU time of the calling thread, so that other processes on the machine do not count; wall time where the system has none.</summary>
internal static partial class ThreadTime
{
    private const int ThreadCpuClock = 3;

    public static double Microseconds =>
        OperatingSystem.IsLinux() && GetTime(ThreadCpuClock, out var time) == 0
            ? (time.Seconds * 1e6) + (time.Nanoseconds / 1e3)
            : Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
