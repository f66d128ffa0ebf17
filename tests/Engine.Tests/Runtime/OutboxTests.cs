using System.Text.Json;
using FluentAssertions;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Runtime.Membership;
using GridGov.Workflow.Engine.Runtime.Outbox;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

public sealed class OutboxTests : IAsyncDisposable
{
    private const string OneMail = """[{"op":"effect","name":"mail","then":[{"op":"task","name":"after"}]}]""";
    private readonly TestEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Deliver_CommittedEffect_AnswersTheInstanceAndRemovesTheRow()
    {
        await _engine.StartAsync("a", OneMail);
        (await RowAsync())!.LeaseOwner.Should().Be("node-1", "a burst's own effects are stored already claimed");

        await _engine.Outbox.DeliverClaimedAsync();

        _engine.Handler.Deliveries.Should().ContainSingle().Which.Key.Should().Be("a/1-0/1");
        (await _engine.LogAsync("a")).Should().Equal("mail:ok");
        (await RowAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Deliver_HandlerFails_RetriesWithBackoffAndTheSameKey()
    {
        var failures = 2;
        _engine.Handler.Answer = _ => failures-- > 0 ? throw new IOException("down") : Task.FromResult(JsonSerializer.SerializeToElement(1));
        await _engine.StartAsync("a", OneMail);

        await _engine.Outbox.DeliverClaimedAsync();
        var row = (await RowAsync())!;
        row.Attempts.Should().Be(1);
        row.LastError.Should().Be("down");
        row.NextAttemptAt.Should().Be(TestEngine.Noon.AddSeconds(1));
        (await _engine.Outbox.SweepAsync()).Should().Be(0, "its time has not come");
        _engine.Time.Advance(TimeSpan.FromSeconds(1));
        (await _engine.Outbox.SweepAsync()).Should().Be(1);
        await _engine.Outbox.DeliverClaimedAsync();
        (await RowAsync())!.NextAttemptAt.Should().Be(TestEngine.Noon.AddSeconds(3));
        _engine.Time.Advance(TimeSpan.FromSeconds(2));
        await _engine.Outbox.SweepAsync();
        await _engine.Outbox.DeliverClaimedAsync();

        _engine.Handler.Deliveries.Select(delivery => (delivery.Key, delivery.Attempt)).Should().Equal(("a/1-0/1", 1), ("a/1-0/1", 2), ("a/1-0/1", 3));
        (await _engine.LogAsync("a")).Should().Equal("mail:ok");
    }

    [Fact]
    public async Task Deliver_AttemptsUsedUp_ParksTheRowAndTellsTheInstance()
    {
        _engine.OutboxOptions.MaxAttempts = 2;
        _engine.Handler.Answer = _ => throw new EffectAttemptException("mail.down", "no server");
        await _engine.StartAsync("a", OneMail);
        await _engine.Outbox.DeliverClaimedAsync();
        _engine.Time.Advance(TimeSpan.FromMinutes(1));
        await _engine.Outbox.SweepAsync();

        await _engine.Outbox.DeliverClaimedAsync();

        (await RowAsync())!.Status.Should().Be(OutboxStatus.Parked);
        (await _engine.LogAsync("a")).Should().Equal("mail:mail.down");
        _engine.Time.Advance(TimeSpan.FromHours(1));
        (await _engine.Outbox.SweepAsync()).Should().Be(0, "parked rows wait for an operator");
    }

    [Fact]
    public async Task Deliver_RefusedForGood_IsNotRetried()
    {
        _engine.Handler.Answer = _ => throw new EffectRefusedException("mail.address", "no such address");
        await _engine.StartAsync("a", OneMail);

        await _engine.Outbox.DeliverClaimedAsync();

        _engine.Handler.Deliveries.Should().HaveCount(1);
        (await _engine.LogAsync("a")).Should().Equal("mail:mail.address");
        (await RowAsync())!.Status.Should().Be(OutboxStatus.Parked);
    }

    [Fact]
    public async Task SendAgain_ParkedRow_IsDeliveredWithItsKey()
    {
        _engine.Handler.Answer = _ => throw new EffectRefusedException("mail.address", "no such address");
        await _engine.StartAsync("a", """[{"op":"effect","name":"mail","answered":false}]""");
        await _engine.Outbox.DeliverClaimedAsync();
        _engine.Handler.Answer = _ => Task.FromResult(default(JsonElement));
        var control = new OutboxControl(_engine.Db, _engine.OutboxStore, _engine.Outbox);

        (await control.SendAgainAsync("a/1-0/1")).Should().BeTrue();
        (await control.SendAgainAsync("nothing")).Should().BeFalse();
        await _engine.Outbox.SweepAsync();
        await _engine.Outbox.DeliverClaimedAsync();

        _engine.Handler.Deliveries.Select(delivery => delivery.Key).Should().Equal("a/1-0/1", "a/1-0/1");
        (await RowAsync()).Should().BeNull();
    }

    [Fact]
    public async Task SendAgainAsNew_ParkedRow_IsDeliveredOnceUnderANewKey()
    {
        _engine.Handler.Answer = _ => throw new EffectRefusedException("mail.address", "no such address");
        await _engine.StartAsync("a", """[{"op":"effect","name":"mail","answered":false}]""");
        await _engine.Outbox.DeliverClaimedAsync();
        _engine.Handler.Answer = _ => Task.FromResult(default(JsonElement));
        var control = new OutboxControl(_engine.Db, _engine.OutboxStore, _engine.Outbox);

        var key = await control.SendAgainAsync("a/1-0/1", asNew: true);
        (await control.SendAgainAsync("a/1-0/1", asNew: true)).Should().BeNull("its place is taken");
        await _engine.Outbox.SweepAsync();
        await _engine.Outbox.DeliverClaimedAsync();

        key.Should().NotBeNull().And.NotBe("a/1-0/1");
        _engine.Handler.Deliveries.Select(delivery => delivery.Key).Should().Equal("a/1-0/1", key);
        (await RowAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Sweep_LeaseOfADeadNode_IsTakenOverOnlyWhenItEnded()
    {
        await _engine.StartAsync("a", OneMail);
        _engine.Db.Tamper($"UPDATE Outbox SET LeaseOwner = 'dead-node'");

        (await _engine.Outbox.SweepAsync()).Should().Be(0);
        _engine.Time.Advance(_engine.OutboxOptions.Lease + TimeSpan.FromSeconds(1));
        (await _engine.Outbox.SweepAsync()).Should().Be(1);
    }

    [Fact]
    public async Task TakeOver_SingleNodeRestarted_FreesLeasesAtOnce()
    {
        await _engine.StartAsync("a", OneMail);
        _engine.Db.Tamper($"UPDATE Outbox SET LeaseOwner = 'former-life'");

        await _engine.OutboxStore.TakeOverAsync();

        (await _engine.Outbox.SweepAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Sweep_TwoNodes_ClaimEachRowOnce()
    {
        for (var i = 0; i < 30; i++) await _engine.StartAsync($"i{i}", OneMail);
        _engine.Db.Tamper($"UPDATE Outbox SET LeaseOwner = NULL, LeaseUntil = NULL");
        var node = new NodeIdentity("node-2");
        var other = new OutboxStore(_engine.Db, _engine.Pipeline, new OutboxQueue(_engine.OutboxOptions, node, _engine.Time), new OnlyNode(node), _engine.OutboxOptions, _engine.Time);

        var claims = await Task.WhenAll(_engine.OutboxStore.ClaimAsync(default), other.ClaimAsync(default));

        claims.SelectMany(rows => rows).Select(row => row.Key).Should().OnlyHaveUniqueItems().And.HaveCount(30);
    }

    [Fact]
    public async Task Deliver_CrashAfterTheAnswerWasCommitted_AnswersOnce()
    {
        await _engine.StartAsync("a", OneMail);
        var row = (await RowAsync())!;
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

        _engine.Handler.Deliveries.Should().HaveCount(2, "at least once outside");
        (await _engine.LogAsync("a")).Should().Equal(["mail:ok"], "exactly once inside");
        (await RowAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Deliver_LeaseNearlyOver_IsFreedInsteadOfRiskingTwoDeliveries()
    {
        await _engine.StartAsync("a", OneMail);
        _engine.Time.Advance(_engine.OutboxOptions.Lease - TimeSpan.FromSeconds(5));

        await _engine.Outbox.DeliverClaimedAsync();

        _engine.Handler.Deliveries.Should().BeEmpty();
        (await _engine.Outbox.SweepAsync()).Should().Be(1);
        await _engine.Outbox.DeliverClaimedAsync();
        _engine.Handler.Deliveries.Should().HaveCount(1);
    }

    [Fact]
    public async Task Deliver_UnknownKind_IsRefusedWithTheKnownOnes()
    {
        await _engine.StartAsync("a", """[{"op":"effect","name":"pigeon"}]""");

        await _engine.Outbox.DeliverClaimedAsync();

        (await _engine.LogAsync("a")).Should().Equal("pigeon:effect.unknown-kind");
    }

    [Fact]
    public async Task Loops_ManyEffects_AllDeliveredOnce()
    {
        using var stop = new CancellationTokenSource();
        var loops = Task.WhenAll(_engine.Outbox.DeliverLoopAsync(stop.Token), Task.Run(() => _engine.Outbox.ClaimLoopAsync(stop.Token)));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _engine.StartAsync($"i{i}", OneMail)));
        await TimerServiceTests.EventuallyAsync(async () => await _engine.Db.ReadAsync(db => db.Outbox.CountAsync()) == 0);

        _engine.Handler.Deliveries.Select(delivery => delivery.Key).Should().OnlyHaveUniqueItems().And.HaveCount(50);
        (await _engine.Db.ReadAsync(db => db.Tasks.CountAsync(task => task.Name == "after"))).Should().Be(50);
        await stop.CancelAsync();
        await loops.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(4, 0.5, 8)]
    [InlineData(40, 0.5, 300)]
    [InlineData(1, 0.0, 0.8)]
    public void Backoff_FailuresAndJitter_DoublesUpToTheLimit(int failures, double random, double seconds) =>
        Backoff.After(failures, new OutboxOptions(), random).TotalSeconds.Should().BeApproximately(seconds, 0.001);

    private Task<OutboxRow?> RowAsync() => _engine.Db.ReadAsync(db => db.Outbox.FirstOrDefaultAsync());
}
