using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

/// <summary>Which version of the host's data a burst reads is in the journal, so that a replay reads the same.</summary>
public sealed class ReferenceDataTests : IAsyncDisposable
{
    private const string TwoTasks = """[{"op":"task","name":"One"},{"op":"task","name":"Two"},{"op":"timer","name":"late","in":"01:00:00"}]""";
    private readonly TestEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Deliver_NewVersion_IsNamedByTheStimulusThatReadsItFirst()
    {
        _engine.References.Version = 3;
        await _engine.StartAsync("a", TwoTasks);
        await _engine.CompleteAsync("a", "a-1-t0");
        _engine.References.Version = 4;
        await _engine.CompleteAsync("a", "a-1-t1");

        (await NamedAsync()).Should().Equal(3, null, 4);
        (await _engine.StateAsync("a")).DataVersion.Should().Be(4);
        var replay = await _engine.Replayer.ReplayAsync("a");
        replay!.Outcome.Should().Be(ReplayOutcome.Equal);
        replay.State!.DataVersion.Should().Be(4);
    }

    [Fact]
    public async Task Deliver_NodeThatKnowsAnOlderVersion_DoesNotGoBack()
    {
        _engine.References.Version = 5;
        await _engine.StartAsync("a", TwoTasks);
        _engine.References.Version = 4;
        await _engine.CompleteAsync("a", "a-1-t0");

        (await NamedAsync()).Should().Equal(5, null);
    }

    [Fact]
    public async Task RunDueTimers_NewVersion_IsNamedByTheTimer()
    {
        _engine.References.Version = 1;
        await _engine.StartAsync("a", TwoTasks);
        _engine.References.Version = 2;
        _engine.Time.Advance(TimeSpan.FromHours(2));
        await _engine.Instances.RunDueTimersAsync("a", _engine.Clock.Now);

        (await NamedAsync()).Should().Equal(1, 2);
    }

    private async Task<List<int?>> NamedAsync()
    {
        var rows = await _engine.Db.ReadAsync(db => db.Journal.OrderBy(row => row.Sequence).ToListAsync());
        return rows.ConvertAll(row => JournalCodec.Read(Packing.Unpack(row.Payload)).Stimulus.DataVersion);
    }
}
