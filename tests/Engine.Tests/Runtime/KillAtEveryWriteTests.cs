using System.Globalization;
using FluentAssertions;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.Data.Sqlite;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

/// <summary>
/// The process ends at each single write of a transition (reliability-tests A1). SQLite writes a transaction by appending frames to its
/// log; so each prefix of what the transition appended, also one that ends within a frame, is a disk that a kill or a power cut leaves.
/// </summary>
public sealed class KillAtEveryWriteTests
{
    // Sizes of SQLite's file format: a frame is its header and one page.
    private const int Frame = 24 + 4096;
    private const int Torn = 1000;

    private const string Rich = """
        [{"op":"task","name":"Verify","then":[
            {"op":"effect","name":"mail"},{"op":"effect","name":"chat"},{"op":"timer","name":"t","in":"00:10:00"},{"op":"wait","name":"Go"},
            {"op":"publish","name":"Done"},{"op":"task","name":"A"},{"op":"task","name":"B"}]}]
        """;

    [Fact]
    public async Task Transition_CutAtEachWrite_IsThereOrNot_AndSentAgainHasOneEffect()
    {
        var (main, log, start, before, after) = await RunAsync();

        log.Length.Should().BeGreaterThan(start + (4 * Frame), "a transition touches several pages");
        for (var length = start; length <= log.Length; length += Frame)
        {
            foreach (var cut in length + Torn < log.Length ? (int[])[length, length + Torn] : [length])
            {
                await using var engine = new TestEngine(new TestDb((main, log[..cut])));
                var place = string.Create(CultureInfo.InvariantCulture, $"{cut - start} of {log.Length - start} bytes");
                Dump(engine.Db).Should().Equal(cut == log.Length ? after : before, place);

                var reply = await engine.CompleteAsync("a", "a-1-t0", "complete");

                reply.Refusal.Should().BeNull(place);
                reply.Repeated.Should().Be(cut == log.Length, place);
                Dump(engine.Db).Should().Equal(after, place);
                (await engine.Verifier.VerifyAsync("a")).Fault.Should().BeNull(place);
                (await engine.Replayer.ReplayAsync("a"))!.Outcome.Should().Be(ReplayOutcome.Equal, place);
            }
        }
    }

    private static async Task<(byte[] Main, byte[] Log, int Start, List<string> Before, List<string> After)> RunAsync()
    {
        await using var engine = new TestEngine();
        await engine.StartAsync("a", Rich);
        var start = Read(engine.Db.LogFile).Length;
        var before = Dump(engine.Db);
        await engine.CompleteAsync("a", "a-1-t0", "complete");
        return (Read(engine.Db.File), Read(engine.Db.LogFile), start, before, Dump(engine.Db));
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Every row of every table, as text.</summary>
    private static List<string> Dump(TestDb db)
    {
        using var connection = new SqliteConnection($"Data Source={db.File}");
        connection.Open();
        List<string> rows = [];
        foreach (var table in Select(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
            rows.AddRange(Select(connection, $"SELECT * FROM \"{table}\"").Select(row => $"{table}: {row}").Order(StringComparer.Ordinal));
        return rows;
    }

    private static List<string> Select(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i =>
                reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
