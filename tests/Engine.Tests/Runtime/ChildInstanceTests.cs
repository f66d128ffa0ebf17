using FluentAssertions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

public sealed class ChildInstanceTests : IAsyncDisposable
{
    private const string Parent =
        """[{"op":"effect","name":"start-child","payload":{"definitionId":"child","correlationId":"c-1","input":{"do":[{"op":"task","then":[{"op":"finish"}]}]},"waitForCompletion":true}}]""";

    private readonly TestEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task StartChild_WaitingChild_ReportsItsRestAndItsEnd()
    {
        _engine.Published.Hashes["child"] = "content-2";
        await _engine.StartAsync("p", Parent);
        await _engine.Outbox.DeliverClaimedAsync();
        var childId = DerivedIds.Of("child", "p/1-0/1");
        var child = await _engine.StateAsync(childId);
        child.Parent!.InstanceId.Should().Be("p");
        child.CorrelationId.Should().Be("c-1");
        child.ContentHash.Should().Be("content-2");
        (await _engine.LogAsync("p")).Should().Equal("start-child:ok:rest");

        await _engine.CompleteAsync(childId, $"{childId}-1-t0");
        await _engine.Outbox.DeliverClaimedAsync();

        (await _engine.LogAsync("p")).Should().Equal("start-child:ok:rest", "start-child:ok");
        (await _engine.StateAsync("p")).PendingEffects.Should().BeEmpty();
        (await _engine.Db.ReadAsync(db => db.Outbox.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task StartChild_DeliveredTwice_StartsOneChild()
    {
        _engine.Published.Hashes["child"] = "content-2";
        await _engine.StartAsync("p", Parent);
        var row = await _engine.Db.ReadAsync(db => db.Outbox.SingleAsync());
        await _engine.Outbox.DeliverClaimedAsync();
        row.LeaseOwner = null;
        row.LeaseUntil = null;
        await _engine.Pipeline.CommitAsync(db =>
        {
            db.Entry(row).State = EntityState.Added;
            return Task.CompletedTask;
        });

        await _engine.Outbox.SweepAsync();
        await _engine.Outbox.DeliverClaimedAsync();

        (await _engine.Db.ReadAsync(db => db.Instances.CountAsync())).Should().Be(2);
        (await _engine.LogAsync("p")).Should().Equal("start-child:ok:rest");
    }

    [Fact]
    public async Task StartChild_RetriedAfterTheChildEnded_HearsTheResultAgainEachTime()
    {
        _engine.Published.Hashes["child"] = "content-2";
        await _engine.StartAsync("p", Parent);
        await _engine.Outbox.DeliverClaimedAsync();
        var childId = DerivedIds.Of("child", "p/1-0/1");
        await _engine.CompleteAsync(childId, $"{childId}-1-t0");
        await _engine.Outbox.DeliverClaimedAsync();

        foreach (var time in (int[])[1, 2])
        {
            await _engine.Instances.DeliverAsync("p", null, new Retry("p/1-0/1", RetryMode.Retry, null, "again") { Id = $"retry-{time}", Actor = new Actor("p-1001"), At = _engine.Clock.Now });
            await _engine.Outbox.DeliverClaimedAsync();
        }

        (await _engine.LogAsync("p")).Should().Equal("start-child:ok:rest", "start-child:ok", "start-child:ok", "start-child:ok");
        (await _engine.StateAsync("p")).PendingEffects.Should().BeEmpty();
        (await _engine.Db.ReadAsync(db => db.Instances.CountAsync())).Should().Be(2);
        (await _engine.Db.ReadAsync(db => db.Outbox.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task StartChild_NothingPublished_FailsTheEffect()
    {
        await _engine.StartAsync("p", Parent);

        await _engine.Outbox.DeliverClaimedAsync();

        (await _engine.LogAsync("p")).Should().Equal("start-child:child.definition");
        (await _engine.StateAsync("p")).Status.Should().Be(WorkflowStatus.Running);
    }
}
