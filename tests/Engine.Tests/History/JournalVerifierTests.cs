using FluentAssertions;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.History;

public sealed class JournalVerifierTests : IAsyncLifetime
{
    private readonly TestEngine _engine = new();

    public async ValueTask InitializeAsync()
    {
        await _engine.StartAsync("a", """[{"op":"task"},{"op":"task"},{"op":"task"},{"op":"task"}]""");
        for (var i = 0; i < 4; i++) await _engine.CompleteAsync("a", $"a-1-t{i}");
        await _engine.StartAsync("b", """[{"op":"task"}]""");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Verify_Untouched_IsSound()
    {
        var verdict = await _engine.Verifier.VerifyAsync("a");

        verdict.Fault.Should().BeNull();
        verdict.Rows.Should().Be(5);
    }

    [Fact]
    public async Task Verify_InstanceStepsBetweenTwoReads_IsNoFinding()
    {
        var between = new Interruption(IsInstanceRead);
        await using var engine = new TestEngine(new TestDb(between));
        await engine.StartAsync("a", """[{"op":"task"},{"op":"task"},{"op":"task"}]""");
        between.Act = round => round < 2 ? engine.CompleteAsync("a", $"a-1-t{round}") : Task.CompletedTask;

        var verdict = await engine.Verifier.VerifyAsync("a");

        verdict.Fault.Should().BeNull();
        (verdict.Rows, between.Times).Should().Be((3, 3), "two looks met a step, the third found the instance at rest");
    }

    [Fact]
    public async Task Verify_InstanceStepsBetweenTwoReads_AChangedRowIsFoundAtTheFirstLook()
    {
        var between = new Interruption(IsInstanceRead);
        await using var engine = new TestEngine(new TestDb(between));
        await engine.StartAsync("a", """[{"op":"task"},{"op":"task"},{"op":"task"}]""");
        engine.Db.Tamper($"UPDATE Journal SET Kind = 'cancel' WHERE InstanceId = 'a'");
        between.Act = round => engine.CompleteAsync("a", $"a-1-t{round}");

        var fault = (await engine.Verifier.VerifyAsync("a")).Fault!;

        (fault.Sequence, fault.Kind, between.Times).Should().Be((1, JournalFaultKind.Changed, 1));
    }

    [Fact]
    public async Task Verify_AnyByteOfAnyPayloadFlipped_NamesTheRow()
    {
        for (var sequence = 1; sequence <= 5; sequence++)
        {
            var payload = (await _engine.Db.ReadAsync(db => db.Journal.SingleAsync(row => row.InstanceId == "a" && row.Sequence == sequence))).Payload;
            for (var i = 0; i < payload.Length; i += 7)
            {
                var broken = (byte[])payload.Clone();
                broken[i] ^= 0x10;
                _engine.Db.Tamper($"UPDATE Journal SET Payload = {broken} WHERE InstanceId = 'a' AND Sequence = {sequence}");
                var fault = (await _engine.Verifier.VerifyAsync("a")).Fault!;
                fault.Sequence.Should().Be(sequence, "byte {0} was flipped", i);
                fault.Kind.Should().Be(JournalFaultKind.Changed);
            }

            _engine.Db.Tamper($"UPDATE Journal SET Payload = {payload} WHERE InstanceId = 'a' AND Sequence = {sequence}");
        }

        (await _engine.Verifier.VerifyAsync("a")).IsSound.Should().BeTrue();
    }

    [Theory]
    [InlineData("ActorId", "'somebody-else'")]
    [InlineData("At", "At + 1")]
    [InlineData("Kind", "'cancel'")]
    [InlineData("OnBehalfOf", "''")]
    [InlineData("BodyHash", "'x'")]
    [InlineData("ContentHash", "'x'")]
    [InlineData("CoreVersion", "'x'")]
    [InlineData("StimulusId", "'x'")]
    [InlineData("FirstEntry", "FirstEntry + 1")]
    [InlineData("EntryCount", "EntryCount + 1")]
    [InlineData("Status", "1 - Status")]
    [InlineData("StateHash", "x'00'")]
    [InlineData("PreviousHash", "x'00'")]
    [InlineData("Hash", "x'00'")]
    public async Task Verify_HeaderFieldChanged_NamesTheRow(string column, string value)
    {
        await TamperAsync($"UPDATE Journal SET {column} = {value} WHERE InstanceId = 'a' AND Sequence = 3");

        (await _engine.Verifier.VerifyAsync("a")).Fault!.Sequence.Should().Be(3);
    }

    [Theory]
    [InlineData("DELETE FROM Journal WHERE InstanceId = 'a' AND Sequence = 1", 1, JournalFaultKind.Deleted)]
    [InlineData("DELETE FROM Journal WHERE InstanceId = 'a' AND Sequence = 3", 3, JournalFaultKind.Deleted)]
    [InlineData("DELETE FROM Journal WHERE InstanceId = 'a' AND Sequence = 3; UPDATE Journal SET Sequence = Sequence - 1 WHERE InstanceId = 'a' AND Sequence > 3", 3, JournalFaultKind.Deleted)]
    [InlineData("DELETE FROM Journal WHERE InstanceId = 'a' AND Sequence = 5", 5, JournalFaultKind.Truncated)]
    [InlineData("DELETE FROM Journal WHERE InstanceId = 'a' AND Sequence > 2", 3, JournalFaultKind.Truncated)]
    [InlineData("UPDATE Journal SET Sequence = 99 WHERE InstanceId = 'a' AND Sequence = 2; UPDATE Journal SET Sequence = 2 WHERE InstanceId = 'a' AND Sequence = 3; UPDATE Journal SET Sequence = 3 WHERE InstanceId = 'a' AND Sequence = 99", 2, JournalFaultKind.Swapped)]
    [InlineData("UPDATE Journal SET Sequence = 99 WHERE InstanceId = 'a' AND Sequence = 2; UPDATE Journal SET Sequence = 2 WHERE InstanceId = 'a' AND Sequence = 4; UPDATE Journal SET Sequence = 4 WHERE InstanceId = 'a' AND Sequence = 99", 2, JournalFaultKind.Swapped)]
    [InlineData("UPDATE Journal SET InstanceId = 'a', Sequence = 6 WHERE InstanceId = 'b'", 6, JournalFaultKind.Changed)]
    [InlineData("UPDATE Instances SET HeadHash = zeroblob(32) WHERE Id = 'a'", 5, JournalFaultKind.HeadDiffers)]
    [InlineData("UPDATE Instances SET State = (SELECT State FROM Instances WHERE Id = 'b') WHERE Id = 'a'", 5, JournalFaultKind.StateChanged)]
    [InlineData("UPDATE Instances SET Burst = 4 WHERE Id = 'a'", 5, JournalFaultKind.Inserted)]
    [InlineData("DELETE FROM Instances WHERE Id = 'a'", 0, JournalFaultKind.Missing)]
    [InlineData("DELETE FROM Instances WHERE Id = 'a'; DELETE FROM Journal WHERE InstanceId = 'a'", 0, JournalFaultKind.Missing)]
    public async Task Verify_RowsMoved_NamesTheFirstBadRowAndWhy(string sql, long sequence, JournalFaultKind kind)
    {
        await TamperAsync(sql);

        var fault = (await _engine.Verifier.VerifyAsync("a")).Fault!;

        (fault.Sequence, fault.Kind).Should().Be((sequence, kind), fault.Reason);
    }

    [Fact]
    public async Task Verify_RowInsertedAndLaterRowsRenumbered_NamesTheInsertedRow()
    {
        await TamperAsync("UPDATE Journal SET Sequence = Sequence + 100 WHERE InstanceId = 'a' AND Sequence >= 3; UPDATE Journal SET Sequence = Sequence - 99 WHERE InstanceId = 'a' AND Sequence > 100");
        var columns = await ColumnsAsync();
        var values = columns.Replace("\"Sequence\"", "3", StringComparison.Ordinal).Replace("\"StimulusId\"", "'forged'", StringComparison.Ordinal);
        await TamperAsync($"INSERT INTO Journal ({columns}) SELECT {values} FROM Journal WHERE InstanceId = 'a' AND Sequence = 2");
        await TamperAsync("UPDATE Instances SET Burst = 6 WHERE Id = 'a'");

        var fault = (await _engine.Verifier.VerifyAsync("a")).Fault!;

        fault.Sequence.Should().Be(3);
    }

    [Fact]
    public async Task VerifyAll_OneBadInstance_IsTheOnlyOneNamed()
    {
        await TamperAsync("UPDATE Journal SET ActorId = 'x' WHERE InstanceId = 'b'");

        var verdicts = new List<JournalVerdict>();
        await foreach (var verdict in _engine.Verifier.VerifyAllAsync()) verdicts.Add(verdict);

        verdicts.Select(verdict => (verdict.InstanceId, verdict.IsSound)).Should().Equal(("a", true), ("b", false));
    }

    private static bool IsInstanceRead(string sql) => sql.Contains("FROM \"Instances\"", StringComparison.Ordinal) && sql.Contains("HeadHash", StringComparison.Ordinal);

    private async Task TamperAsync(string sql) => await _engine.Db.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private async Task<string> ColumnsAsync() =>
        string.Join(", ", (await _engine.Db.ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM pragma_table_info('Journal')").ToListAsync())).Select(name => $"\"{name}\""));
}
