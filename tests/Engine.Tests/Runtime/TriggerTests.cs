using FluentAssertions;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Triggers;
using GridGov.Workflow.Engine.Tests.Runtime.Fakes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GridGov.Workflow.Engine.Tests.Runtime;

public sealed class TriggerTests : IAsyncDisposable
{
    private readonly TestEngine _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData(StartTriggerKind.Timer, "00:05:00", "2025-03-03T12:05:00Z")]
    [InlineData(StartTriggerKind.Cron, "0 9 * * *", "2025-03-04T01:00:00Z")]
    [InlineData(StartTriggerKind.Cron, "30 0 9 * * *", "2025-03-04T01:00:30Z")]
    [InlineData(StartTriggerKind.StartAt, "2025-03-05T09:00:00+08:00", "2025-03-05T01:00:00Z")]
    [InlineData(StartTriggerKind.StartAt, "2025-03-01T09:00:00+08:00", null)]
    [InlineData(StartTriggerKind.Event, "Reported", null)]
    public void Next_KindAndExpression_IsTheFirstStartAfter(StartTriggerKind kind, string expression, string? expected) =>
        TriggerTimes.Next(kind, expression, TestEngine.Noon)?.ToString("yyyy-MM-ddTHH:mm:ssZ", null).Should().Be(expected);

    [Theory]
    [InlineData(StartTriggerKind.Timer, "00:00:00")]
    [InlineData(StartTriggerKind.Cron, "every day")]
    [InlineData(StartTriggerKind.StartAt, "tomorrow")]
    public async Task Replace_BadExpression_IsRefusedByName(StartTriggerKind kind, string expression)
    {
        var replace = () => _engine.Triggers.ReplaceAsync("def", "content-1", [new StartTrigger("t1", kind, expression)]);

        (await replace.Should().ThrowAsync<FormatException>()).Which.Message.Should().Contain(expression);
        (await _engine.Db.ReadAsync(db => db.Triggers.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task StartDue_IntervalPassed_StartsOnceAndSetsTheNext()
    {
        await _engine.Triggers.ReplaceAsync("def", "content-1", [new StartTrigger("t1", StartTriggerKind.Timer, "00:05:00")]);
        (await _engine.Starter.StartDueAsync()).Should().Be(TestEngine.Noon.AddMinutes(5));
        _engine.Time.Advance(TimeSpan.FromMinutes(5));

        (await _engine.Starter.StartDueAsync()).Should().Be(TestEngine.Noon.AddMinutes(10));

        var instance = await _engine.Db.ReadAsync(db => db.Instances.SingleAsync());
        instance.CreatedAt.Should().Be(TestEngine.Noon.AddMinutes(5));
    }

    [Fact]
    public async Task StartDue_SeveralMissed_StartsOnceLateWithItsDueTime()
    {
        await _engine.Triggers.ReplaceAsync("def", "content-1", [new StartTrigger("t1", StartTriggerKind.Cron, "0 * * * *")]);
        _engine.Time.Advance(TimeSpan.FromHours(4.5));

        (await _engine.Starter.StartDueAsync()).Should().Be(TestEngine.Noon.AddHours(5));

        (await _engine.Db.ReadAsync(db => db.Instances.SingleAsync())).CreatedAt.Should().Be(TestEngine.Noon.AddHours(1));
    }

    [Fact]
    public async Task StartDue_TwoNodesAtOnce_StartOneInstance()
    {
        await _engine.Triggers.ReplaceAsync("def", "content-1", [new StartTrigger("t1", StartTriggerKind.Timer, "00:05:00")]);
        _engine.Time.Advance(TimeSpan.FromMinutes(6));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _engine.Starter.StartDueAsync()));

        (await _engine.Db.ReadAsync(db => db.Instances.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Replace_SameTriggerOfANewVersion_KeepsItsNextStart()
    {
        await _engine.Triggers.ReplaceAsync("def", "content-1", [new StartTrigger("t1", StartTriggerKind.Timer, "01:00:00"), new StartTrigger("t2", StartTriggerKind.Timer, "02:00:00")]);
        _engine.Time.Advance(TimeSpan.FromMinutes(30));

        await _engine.Triggers.ReplaceAsync("def", "content-2", [new StartTrigger("t1", StartTriggerKind.Timer, "01:00:00")]);

        var row = await _engine.Db.ReadAsync(db => db.Triggers.SingleAsync());
        row.ContentHash.Should().Be("content-2");
        row.NextAt.Should().Be(TestEngine.Noon.AddHours(1));
        await _engine.Triggers.ReplaceAsync("def", "", []);
        (await _engine.Db.ReadAsync(db => db.Triggers.CountAsync())).Should().Be(0);
    }
}
