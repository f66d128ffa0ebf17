using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace GridGov.Workflow.Benchmarks;

/// <summary>Where a number was measured.</summary>
internal static class Machine
{
    public static void Print()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Console.WriteLine($"{Environment.ProcessorCount} × {Processor()}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, "
            + $"{(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC, EF Core {typeof(Microsoft.EntityFrameworkCore.DbContext).Assembly.GetName().Version}, SQLite {connection.ServerVersion}");
    }

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        if (!File.Exists(Info)) return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines(Info).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
