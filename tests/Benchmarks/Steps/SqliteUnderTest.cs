using Microsoft.Data.Sqlite;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>The embedded default, in the Host's data folder and process.</summary>
internal sealed class SqliteUnderTest(string folder) : IDatabaseUnderTest
{
    public string Name => "SQLite, WAL, synchronous=FULL";

    public IReadOnlyList<string> Arguments => [];

    /// <summary>Size of the file after the write-ahead log was taken into it.</summary>
    public long Bytes()
    {
        var file = Path.Combine(folder, "gridgov.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=10000; PRAGMA wal_checkpoint(TRUNCATE);";
        command.ExecuteNonQuery();
        return new FileInfo(file).Length;
    }

    public TimeSpan Cpu() => TimeSpan.Zero;

    public IReadOnlyDictionary<string, long> Counts() => new Dictionary<string, long>();

    public Task PrintFloorAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
