using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

/// <summary>A start chooses an instance id of its own; its stimulus id decides which instance a repeat means.</summary>
public sealed class StartTests : IAsyncDisposable
{
    private readonly TestEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public void InstanceId_OfLaterStarts_IsGreater()
    {
        var ids = Enumerable.Range(0, 100).Select(i => InstanceIds.Of(TestEngine.Noon.AddMilliseconds(i), $"k-{i}")).ToList();

        ids.Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyContain(id => id.Length == 20);
        InstanceIds.Of(TestEngine.Noon, "k-1").Should().Be(InstanceIds.Of(TestEngine.Noon, "k-1")).And.NotBe(InstanceIds.Of(TestEngine.Noon, "k-2"));
        InstanceIds.Of(DateTimeOffset.MinValue, "k-1").Should().StartWith("00000000000").And.HaveLength(20);
        InstanceIds.Of(DateTimeOffset.MaxValue, "k-1").Should().HaveLength(20).And.NotContain("\0");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_RepeatedLater_IsTheFirstInstance(bool afterRestart)
    {
        var first = await StartAsync("a", "k1", "AB");
        await _engine.CompleteAsync("a", "a-1-t0");
        if (afterRestart) _engine.Instances.Unload();

        var again = await StartAsync("b", "k1", "AB");

        again.Refusal.Should().BeNull();
        (again.InstanceId, again.Burst, again.Repeated).Should().Be(("a", first.Burst, true));
        (await _engine.Db.ReadAsync(db => db.Instances.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Start_SameKeyOtherBody_IsRefused()
    {
        await StartAsync("a", "k1", "AB");

        var reply = await StartAsync("b", "k1", "CD");

        reply.Refusal!.Code.Should().Be("idempotency.body-differs");
        (await _engine.Db.ReadAsync(db => db.Instances.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Start_SameKeyAtOnceWithDifferentIds_StartsOneInstance()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _engine.StartAsync($"i{i}", """[{"op":"task"}]""", stimulusId: "k1")));

        replies.Should().OnlyContain(reply => reply.Refusal == null);
        replies.Select(reply => reply.InstanceId).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        replies.Count(reply => !reply.Repeated).Should().Be(1);
        (await _engine.Db.ReadAsync(db => db.Instances.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Deliver_SameStimulusIdToTwoInstances_ConcernsEach()
    {
        await _engine.StartAsync("a", """[{"op":"task"}]""");
        await _engine.StartAsync("b", """[{"op":"task"}]""");

        (await _engine.CompleteAsync("a", "a-1-t0", "k1")).Refusal.Should().BeNull();
        (await _engine.CompleteAsync("b", "b-1-t0", "k1")).Repeated.Should().BeFalse();
        (await _engine.CompleteAsync("b", "b-1-t0", "k1")).Repeated.Should().BeTrue();
    }

    private Task<StimulusReply> StartAsync(string instanceId, string stimulusId, string body) => _engine.Runtime.StartAsync("content-1", new Start
    {
        Id = stimulusId,
        InstanceId = instanceId,
        Actor = new Actor("p-1001"),
        At = _engine.Clock.Now,
        BodyHash = body,
        Input = new Dictionary<string, JsonElement> { ["do"] = JsonDocument.Parse("""[{"op":"task"}]""").RootElement },
    });
}
