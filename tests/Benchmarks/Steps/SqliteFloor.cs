using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>
/// What SQLite gives on this disk without an engine: one row of 1 KB per commit, <c>synchronous=FULL</c>, one writer; as fast as it goes,
/// and at the pace at which groups of two steps come at 500 steps/s. Latency counts from the time at which the commit was due.
/// </summary>
internal static class SqliteFloor
{
    private const int PerSecond = 250;
    private static readonly TimeSpan Closed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Paced = TimeSpan.FromSeconds(10);

    public static async Task PrintAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using (var prepare = connection.CreateCommand())
        {
            prepare.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Rows (Id INTEGER PRIMARY KEY, Content BLOB NOT NULL);";
            await prepare.ExecuteNonQueryAsync();
        }

        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Rows (Content) VALUES (randomblob(1024));";
        var (commits, clock) = (0, Stopwatch.StartNew());
        for (; clock.Elapsed < Closed; commits++) await insert.ExecuteNonQueryAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SQLite, one row a commit    {commits / clock.Elapsed.TotalSeconds:0} commits/s"));

        var latencies = new List<double>();
        for (clock.Restart(); clock.Elapsed < Paced;)
        {
            var due = TimeSpan.FromSeconds((double)latencies.Count / PerSecond);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, TimeProvider.System);
            await insert.ExecuteNonQueryAsync();
            latencies.Add((clock.Elapsed - due).TotalMilliseconds);
        }

        latencies.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"the same at {PerSecond}/s           p50 {Percentiles.Of(latencies, 0.5):0.0} ms, p99 {Percentiles.Of(latencies, 0.99):0.0} ms"));
    }
}
