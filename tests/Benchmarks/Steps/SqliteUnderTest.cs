using System.Data.Common;
using GridGov.Workflow.Benchmarks.Stored;
using Microsoft.Data.Sqlite;

namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>The embedded default, in the Host's data folder and process.</summary>
internal sealed class SqliteUnderTest(string folder) : IDatabaseUnderTest
{
    private readonly string _file = Path.Combine(folder, "gridgov.db");

    public string Name => "SQLite, WAL, synchronous=FULL";

    public IReadOnlyList<string> Arguments => [];

    /// <summary>Size of the file after the write-ahead log was taken into it.</summary>
    public long Bytes()
    {
        using var connection = new SqliteConnection(Text);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=10000; PRAGMA wal_checkpoint(TRUNCATE);";
        command.ExecuteNonQuery();
        return new FileInfo(_file).Length;
    }

    public long BytesOnDisk() => new[] { _file, _file + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length);

    public TimeSpan Cpu() => TimeSpan.Zero;

    public IReadOnlyDictionary<string, long> Counts() => new Dictionary<string, long>();

    public async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(Text);
        await connection.OpenAsync();
        return connection;
    }

    public IFilling Filling => new SqliteFilling(Text);

    public Task PrintFloorAsync() => SqliteFloor.PrintAsync(Path.Combine(folder, "floor.db"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Text => $"Data Source={_file};Pooling=False";
}
