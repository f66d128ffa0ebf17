using CsCheck;
using FluentAssertions;
using GridGov.Workflow.Engine.Persistence.Sinks;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Persistence;

/// <summary>The order in which gathered rows reach the database.</summary>
public sealed class BufferedRowsTests : IDisposable
{
    private static readonly string[] TextColumn = [nameof(NoteRow.Text)];

    private readonly MemoryTable _table = new();
    private readonly TestDbContext _db;
    private readonly IDbContextTransaction _transaction;
    private readonly BufferedRows _rows;
    private int _created;

    public BufferedRowsTests()
    {
        (_db, _transaction, _rows) = Open(_table, () => _created++);
    }

    private enum Verb { Insert, Update, Replace, Delete, DeleteIfThere, Flush }

    public void Dispose()
    {
        _rows.Dispose();
        _transaction.Dispose();
        _db.Dispose();
    }

    [Fact]
    public async Task Flush_RowsOfOneShape_GoTogetherInOneRoundTrip()
    {
        _rows.Insert(Note("a", "1"));
        _rows.Insert(Note("b", "2"));
        _rows.Delete(Note("x"), mayMiss: true);
        _rows.Insert(Note("c", "3"));
        _rows.Delete(Note("y"), mayMiss: true);

        await _rows.FlushAsync();

        _table.RoundTrips.Should().Be(1);
        _table.Statements.Should().Equal("Insert a b", "Delete x", "Insert c", "Delete y");
    }

    [Fact]
    public async Task Flush_RowsThatTouchNoUniqueIndex_PassOthers()
    {
        _table.Notes["a"] = "1";
        _table.Notes["b"] = "2";
        _rows.Update(Note("a", "1"), [], mayMiss: true);
        _rows.Delete(Note("x"), mayMiss: true);
        _rows.Update(Note("b", "2"), [], mayMiss: true);

        await _rows.FlushAsync();

        _table.Statements.Should().Equal("Update a b", "Delete x");
    }

    [Fact]
    public async Task Flush_SameRowAgain_NeverPassesItsEarlierChange()
    {
        _rows.Insert(Note("a", "1"));
        _rows.Delete(Note("a"));
        _rows.Insert(Note("a", "2"));
        _rows.Update(Note("a", "3"), TextColumn);
        _rows.Update(Note("a", "4"), TextColumn);

        await _rows.FlushAsync();

        _table.Statements.Should().Equal("Insert a", "Delete a", "Insert a", "Update a", "Update a");
        _table.Notes.Should().BeEquivalentTo(new Dictionary<string, string> { ["a"] = "4" });
    }

    [Fact]
    public async Task Flush_TextThatAnEarlierChangeSetsFree_IsTakenAfterIt()
    {
        _table.Notes["a"] = "1";
        _rows.Insert(Note("b", "2"));
        _rows.Delete(Note("a"));
        _rows.Insert(Note("c", "1"));

        await _rows.FlushAsync();

        _table.Statements.Should().Equal("Insert b", "Delete a", "Insert c");
    }

    [Fact]
    public async Task Flush_TextsThatMoveOn_AreWrittenOneAfterTheOther()
    {
        _table.Notes["a"] = "1";
        _table.Notes["b"] = "2";
        _rows.Update(Note("a", "3"), TextColumn);
        _rows.Update(Note("b", "1"), TextColumn);

        await _rows.FlushAsync();

        _table.Notes.Should().BeEquivalentTo(new Dictionary<string, string> { ["a"] = "3", ["b"] = "1" });
    }

    [Fact]
    public async Task Flush_Again_UsesTheBuffersOfTheFirst()
    {
        for (var i = 0; i < 3; i++)
        {
            _rows.Insert(Note("a", "1"));
            _rows.Insert(Note("b", "2"));
            _rows.Delete(Note("a"));
            _rows.Delete(Note("b"));
            await _rows.FlushAsync();
            _table.Statements.Should().Equal("Insert a b", "Delete a b");
            _table.Statements.Clear();
        }

        _created.Should().Be(2, "each shape keeps its buffer");
        await _rows.FlushAsync();
        _table.RoundTrips.Should().Be(3, "nothing waits, so nothing is sent");
    }

    [Fact]
    public async Task Flush_RowThatIsNotThere_IsNamed()
    {
        _rows.Update(Note("gone", "1"), TextColumn);

        var flush = async () => await _rows.FlushAsync();

        (await flush.Should().ThrowAsync<DbUpdateConcurrencyException>()).WithMessage("*NoteRow with key gone is not there as expected*");
    }

    [Fact]
    public async Task Flush_RowWithAnotherVersion_IsNamedWithTheVersionThatWasExpected()
    {
        _table.Notes["a"] = "2";
        _rows.Update(Note("a", "3"), TextColumn, (nameof(NoteRow.Text), "1"));

        var flush = async () => await _rows.FlushAsync();

        (await flush.Should().ThrowAsync<DbUpdateConcurrencyException>()).WithMessage("*NoteRow with key a is not there as expected: its Text is not 1*");
        _table.Notes["a"].Should().Be("2");
    }

    [Fact]
    public async Task Flush_OutsideOfATransaction_IsRefused()
    {
        await _transaction.RollbackAsync();
        _rows.Insert(Note("a", "1"));

        var flush = async () => await _rows.FlushAsync();

        await flush.Should().ThrowAsync<InvalidOperationException>().WithMessage("*inside a transaction*");
    }

    [Fact]
    public void Flush_AnyLegalSequence_EndsAsIfRowsWereWrittenOneByOne() =>
        Gen.Select(Gen.Enum<Verb>(), Gen.Int[0, 3], Gen.Int[0, 4]).Array[1, 40].Sample(
            steps =>
            {
                var expected = new Dictionary<string, string>(StringComparer.Ordinal);
                var table = new MemoryTable();
                var (db, transaction, rows) = Open(table, () => { });
                using (db)
                using (transaction)
                using (rows)
                {
                    foreach (var (verb, id, text) in steps) Take(rows, expected, verb, "abcd"[id].ToString(), "12345"[text].ToString());
                    rows.FlushAsync().AsTask().GetAwaiter().GetResult();
                }

                table.Notes.Should().BeEquivalentTo(expected);
            },
            iter: 500, threads: 1);

    // Only what a database would take one by one: the question is the order, not the refusal.
    private static void Take(BufferedRows rows, Dictionary<string, string> expected, Verb verb, string id, string text)
    {
        var isThere = expected.TryGetValue(id, out var before);
        var isFree = !expected.Any(other => other.Key != id && other.Value == text);
        switch (verb)
        {
            case Verb.Insert when !isThere && isFree:
                rows.Insert(Note(id, text));
                expected[id] = text;
                break;
            case Verb.Update when isThere && isFree:
                rows.Update(Note(id, text), TextColumn, (nameof(NoteRow.Text), before!));
                expected[id] = text;
                break;
            case Verb.Replace when isThere && isFree:
                rows.Replace(Note(id, before!), Note(id, text));
                expected[id] = text;
                break;
            case Verb.Delete when isThere:
                rows.Delete(Note(id));
                expected.Remove(id);
                break;
            case Verb.DeleteIfThere:
                rows.Delete(Note(id), mayMiss: true);
                expected.Remove(id);
                break;
            case Verb.Flush:
                rows.FlushAsync().AsTask().GetAwaiter().GetResult();
                break;
        }
    }

    private static NoteRow Note(string id, string text = "") => new() { Id = id, Text = text };

    private static (TestDbContext Db, IDbContextTransaction Transaction, BufferedRows Rows) Open(MemoryTable table, Action created)
    {
        var options = new DbContextOptionsBuilder<TestDbContext>().UseSqlite(new RecordingConnection(table)).Options;
        var db = new TestDbContext(options);
        return (db, db.Database.BeginTransaction(), new BufferedRows(db, (_, plan) =>
        {
            created();
            return new RecordingBatch(plan);
        }));
    }
}
