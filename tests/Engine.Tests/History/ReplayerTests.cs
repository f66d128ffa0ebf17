using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.History;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.History;

public sealed class ReplayerTests : IAsyncLifetime
{
    private readonly TestEngine _engine = new();

    public async ValueTask InitializeAsync()
    {
        await _engine.StartAsync("a", """[{"op":"task","name":"核实"},{"op":"timer","name":"t","in":"00:10:00"},{"op":"wait","name":"E"}]""");
        _engine.Time.Advance(TimeSpan.FromMinutes(20));
        await _engine.CompleteAsync("a", "a-1-t0");
        await _engine.PublishAsync("e1", "E", payload: """{"n":1.50,"s":"中文 \u0022"}""");
        await _engine.Matcher.MatchPendingAsync();
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Replay_RecordedHistory_IsEqualByteForByte()
    {
        var result = await _engine.Replayer.ReplayAsync("a");

        result!.Outcome.Should().Be(ReplayOutcome.Equal, result.Divergence?.Reason);
        result.Steps.Should().Be(4);
        TinyCodec.Instance.Write(result.State!).Should().Equal(TinyCodec.Instance.Write(await _engine.StateAsync("a")));
    }

    [Fact]
    public async Task Replay_UpToAStep_GivesTheStateOfThatTime()
    {
        var result = await _engine.Replayer.ReplayAsync("a", 1);

        result!.State!.Tasks.Should().ContainSingle().Which.Name.Should().Be("核实");
        result.State.Burst.Should().Be(1);
    }

    [Fact]
    public async Task Replay_AlteredRecord_IsToldApartFromAnotherCore()
    {
        _engine.Db.Tamper($"UPDATE Journal SET ActorId = 'x' WHERE Sequence = 3");

        var result = await _engine.Replayer.ReplayAsync("a");

        result!.Outcome.Should().Be(ReplayOutcome.Altered);
        result.Fault!.Sequence.Should().Be(3);
    }

    [Fact]
    public async Task Replay_CoreThatDoesSomethingElse_NamesBurstAndEntry()
    {
        var other = new Replayer(_engine.Db, _engine.Verifier, new OtherCore(_engine.Core), TinyCodec.Instance, new TinyGraphs());

        var result = await other.ReplayAsync("a");

        result!.Outcome.Should().Be(ReplayOutcome.NotReproducible);
        result.Divergence!.Sequence.Should().Be(3);
        result.Divergence.Entry.Should().Be(4);
        result.Divergence.RecordedBy.Should().Be(CoreVersion.Current);
        result.State!.Burst.Should().Be(2);
    }

    [Fact]
    public async Task Replay_UnknownInstance_IsNull() => (await _engine.Replayer.ReplayAsync("nobody")).Should().BeNull();

    private sealed class OtherCore(Engine.Execution.IInterpreter core) : Engine.Execution.IInterpreter
    {
        public Engine.Execution.AdvanceResult Advance(
            Engine.Definitions.WorkflowGraph graph, Engine.Execution.InstanceState? state, Stimulus stimulus, DateTimeOffset now, Engine.Definitions.WorkflowGraph? source = null)
        {
            var result = core.Advance(graph, state, stimulus, now, source);
            return stimulus is TaskCompleted && result.Burst is { } burst
                ? burst with { Entries = [.. burst.Entries.Select(entry => entry with { Text = "other" })] }
                : result;
        }
    }
}
