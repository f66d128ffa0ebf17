using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.History;

public sealed class AuditAnchorTests : IAsyncLifetime
{
    private readonly TestEngine _engine = new();

    public async ValueTask InitializeAsync()
    {
        await _engine.StartAsync("a", """[{"op":"task"},{"op":"task"}]""");
        await _engine.StartAsync("b", """[{"op":"task"}]""");
        await _engine.Anchors.AnchorAsync();
        _engine.Time.Advance(TimeSpan.FromHours(1));
        await _engine.CompleteAsync("a", "a-1-t0");
        await _engine.Anchors.AnchorAsync();
        _engine.Time.Advance(TimeSpan.FromHours(1));
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Anchor_ChangesSinceTheLast_HoldsOnlyThose()
    {
        var anchors = await _engine.Anchors.ListAsync();

        anchors.Select(anchor => (anchor.Sequence, anchor.Heads)).Should().Equal((2L, 1), (1L, 2));
        AnchorLeaves.Read(anchors[0].Leaves).Should().ContainSingle().Which.Should().Match<AnchorLeaf>(leaf => leaf.InstanceId == "a" && leaf.Sequence == 2);
        (await _engine.Anchors.AnchorAsync()).Should().BeNull("nothing changed");
        (await _engine.Verifier.VerifyAnchorsAsync()).Should().BeNull();
    }

    [Fact]
    public async Task VerifyAnchors_OneIsMadeMeanwhile_IsNoFinding()
    {
        var between = new Interruption(sql => sql.Contains("FROM \"AuditAnchors\"", StringComparison.Ordinal));
        await using var engine = new TestEngine(new TestDb(between));
        await engine.StartAsync("a", """[{"op":"task"}]""");
        between.Act = _ => engine.Anchors.AnchorAsync();

        (await engine.Verifier.VerifyAnchorsAsync()).Should().BeNull();

        (await engine.Anchors.ListAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Verify_TailCutConsistently_IsFoundByTheAnchor()
    {
        await CutToFirstBurstAsync();

        var fault = (await _engine.Verifier.VerifyAsync("a")).Fault!;

        (fault.Kind, fault.Sequence).Should().Be((JournalFaultKind.Truncated, 2L));
    }

    [Fact]
    public async Task Verify_HistoryWrittenAnewConsistently_IsFoundByTheAnchor()
    {
        await CutToFirstBurstAsync();
        _engine.Instances.Unload();
        await _engine.CompleteAsync("a", "a-1-t1", "another history");

        var fault = (await _engine.Verifier.VerifyAsync("a")).Fault!;

        (fault.Kind, fault.Sequence).Should().Be((JournalFaultKind.Rewritten, 2L));
    }

    [Fact]
    public async Task VerifyAll_InstanceRemovedWholly_IsRemembered()
    {
        await TamperAsync("DELETE FROM Instances WHERE Id = 'b'; DELETE FROM Journal WHERE InstanceId = 'b'");

        var verdicts = new List<JournalVerdict>();
        await foreach (var verdict in _engine.Verifier.VerifyAllAsync()) verdicts.Add(verdict);

        verdicts.Should().ContainSingle(verdict => !verdict.IsSound).Which.Fault.Should().Match<JournalFault>(fault => fault.InstanceId == "b" && fault.Kind == JournalFaultKind.Missing);
    }

    [Theory]
    [InlineData("DELETE FROM AuditAnchors WHERE Sequence = 2", 2)]
    [InlineData("DELETE FROM AuditAnchors WHERE Sequence = 1", 1)]
    [InlineData("DELETE FROM AuditAnchors", 1)]
    [InlineData("UPDATE AuditAnchors SET At = At + 1 WHERE Sequence = 2", 2)]
    [InlineData("UPDATE AuditAnchors SET Leaves = (SELECT Leaves FROM AuditAnchors WHERE Sequence = 1) WHERE Sequence = 2", 2)]
    [InlineData("UPDATE AuditAnchors SET Signature = zeroblob(64) WHERE Sequence = 1", 1)]
    [InlineData("UPDATE AuditAnchors SET KeyId = 'other' WHERE Sequence = 1", 1)]
    public async Task VerifyAnchors_DatabaseTouched_NamesTheAnchor(string sql, long sequence)
    {
        await TamperAsync(sql);

        (await _engine.Verifier.VerifyAnchorsAsync())!.Sequence.Should().Be(sequence);
    }

    [Fact]
    public async Task VerifyAnchors_DatabaseRewrittenWithTheKey_DiffersFromTheFile()
    {
        await TamperAsync("DELETE FROM AuditAnchors");
        var file = Path.Combine(_engine.Db.Folder, "audit-anchors.jsonl");
        var kept = await File.ReadAllTextAsync(file);
        File.Delete(file);
        await _engine.Anchors.AnchorAsync();
        await File.WriteAllTextAsync(file, kept);

        (await _engine.Verifier.VerifyAnchorsAsync()).Should().NotBeNull();
    }

    [Fact]
    public async Task Anchor_FileBehindAfterACrash_IsCaughtUp()
    {
        var file = Path.Combine(_engine.Db.Folder, "audit-anchors.jsonl");
        var lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllTextAsync(file, lines[0] + "\n" + lines[1][..20]);
        await _engine.CompleteAsync("a", "a-1-t1");

        await _engine.Anchors.AnchorAsync();

        (await File.ReadAllLinesAsync(file)).Should().HaveCount(3).And.StartWith(lines);
        (await _engine.Verifier.VerifyAnchorsAsync()).Should().BeNull();
    }

    [Fact]
    public void Key_MadeOnce_IsReadableByItsOwnerOnly()
    {
        var path = Path.Combine(_engine.Db.Folder, "keys", "anchor-key.pem");

        File.Exists(path).Should().BeTrue();
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    // What an attacker with the database, and without the key, would do: cut the tail and set the instance back to match.
    private async Task CutToFirstBurstAsync()
    {
        var first = await _engine.Db.ReadAsync(db => db.Journal.SingleAsync(row => row.InstanceId == "a" && row.Sequence == 1));
        var replayed = await _engine.Replayer.ReplayAsync("a", 1);
        var state = Packing.Pack(TinyCodec.Instance.Write(replayed!.State!));
        _engine.Db.Tamper($"DELETE FROM Journal WHERE InstanceId = 'a' AND Sequence > 1");
        _engine.Db.Tamper($"UPDATE Instances SET Burst = 1, HeadHash = {first.Hash}, State = {state} WHERE Id = 'a'");
        _engine.Db.Tamper($"UPDATE Tasks SET Status = 0 WHERE InstanceId = 'a'");
        _engine.Db.Tamper($"INSERT OR IGNORE INTO TaskCandidates (Candidate, TaskId) SELECT 'system', Id FROM Tasks WHERE InstanceId = 'a'");
    }

    private async Task TamperAsync(string sql) => await _engine.Db.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));
}
