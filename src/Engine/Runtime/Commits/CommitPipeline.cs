using System.Diagnostics;
using System.Threading.Channels;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Engine.Runtime.Commits;

/// <summary>
/// Writes works in groups: one transaction for everything that waits, at most <see cref="CommitOptions.MaxGroup"/>. While a
/// group is written the next one gathers, so nobody waits for a group to fill. The only place that commits bursts.
/// </summary>
internal sealed partial class CommitPipeline : IAsyncDisposable
{
    private readonly IWorkflowDb _db;
    private readonly TimeProvider _time;
    private readonly CommitOptions _options;
    private readonly ILogger<CommitPipeline> _logger;
    private readonly Channel<CommitWork> _queue;
    private readonly Task[] _writers;

    public CommitPipeline(IWorkflowDb db, TimeProvider time, CommitOptions options, ILogger<CommitPipeline> logger)
    {
        (_db, _time, _options, _logger) = (db, time, options, logger);
        _queue = Channel.CreateBounded<CommitWork>(new BoundedChannelOptions(options.Capacity) { SingleReader = options.Writers == 1 });

        // Threads of their own: SQLite's driver blocks while the disk flushes, and that must not eat the thread pool.
        _writers = [.. Enumerable.Range(0, options.Writers).Select(_ =>
            Task.Factory.StartNew(WriteUntilCompleted, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>Works that wait or are being written.</summary>
    public int Pending => Volatile.Read(ref _pending);
    private int _pending;

    /// <summary>Works that wait and are not taken into a group yet.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Transactions committed so far, and the works in them.</summary>
    public long Groups => Volatile.Read(ref _groups);
    private long _groups;

    public long Works => Volatile.Read(ref _works);
    private long _works;

    /// <summary>Writes a work; returns when it is durable. See <see cref="CommitWork.Done"/> for the errors.</summary>
    public async Task CommitAsync(CommitWork work)
    {
        Interlocked.Increment(ref _pending);
        try
        {
            if (!_queue.Writer.TryWrite(work)) await _queue.Writer.WriteAsync(work);
            await work.Done;
        }
        catch (ChannelClosedException e)
        {
            throw new CommitFailedException("The engine is stopping and takes no more commits; send the request again later.", e) { IsUnavailable = true };
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    /// <summary>Runs statements in a transaction shared with other works.</summary>
    public Task CommitAsync(Func<WorkflowDbContext, Task> statement) => CommitAsync(new StatementWork(statement));

    /// <summary>Takes no more works, and returns when those that wait are written.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_writers);
    }

    /// <summary>Writes one group of what waits, where it is called: by the writers' threads, and by tests that have none (<c>Writers = 0</c>).</summary>
    /// <param name="group">An empty list, used for the group.</param>
    public async Task WriteWaitingAsync(CommitWriter writer, List<CommitWork> group)
    {
        while (group.Count < _options.MaxGroup && _queue.Reader.TryRead(out var work)) group.Add(work);
        if (group.Count > 0) await WriteAsync(writer, group);
    }

    private void WriteUntilCompleted()
    {
        var group = new List<CommitWork>(_options.MaxGroup);
        var writer = new CommitWriter(_db, _time, _logger);
        try
        {
            while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                group.Clear();
                WriteWaitingAsync(writer, group).GetAwaiter().GetResult();
            }
        }
        catch (Exception e)
        {
            // Failures of the database are told to those who wait. After anything else nobody would write any more, and everybody wait for ever.
            Environment.FailFast("The writer of commits ended by a fault.", e);
        }

        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private async Task WriteAsync(CommitWriter writer, List<CommitWork> group)
    {
        var started = WorkflowTelemetry.CommitDuration.Enabled ? Stopwatch.GetTimestamp() : 0;
        var (outcome, error) = await writer.TryWriteAsync(group);
        switch (outcome)
        {
            case CommitOutcome.Committed:
                Interlocked.Increment(ref _groups);
                Interlocked.Add(ref _works, group.Count);
                if (started != 0)
                {
                    WorkflowTelemetry.CommitDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
                    WorkflowTelemetry.GroupSize.Record(group.Count);
                }

                foreach (var work in group) work.Succeed();
                break;
            case CommitOutcome.Failed when group.Count > 1:
                LogGroupFailed(_logger, group.Count, error!);
                foreach (var work in group) await WriteAsync(writer, [work]);
                break;
            case CommitOutcome.Failed:
                group[0].Fail(new CommitFailedException($"The burst was not written: {error!.Message}", error));
                break;
            case CommitOutcome.Unavailable:
                LogUnavailable(_logger, group.Count, error!);
                foreach (var work in group)
                    work.Fail(new CommitFailedException($"The database cannot be written: {error!.Message}", error) { IsUnavailable = true });
                break;
            default:
                LogUnknown(_logger, group.Count, error!);
                foreach (var work in group)
                    work.Fail(new CommitUnknownException($"The outcome of the commit is unknown: {error!.Message}", error));
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A group of {Count} works was not written and is written one by one")]
    private static partial void LogGroupFailed(ILogger logger, int count, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database cannot be opened for writing; {Count} works fail")]
    private static partial void LogUnavailable(ILogger logger, int count, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outcome of a commit of {Count} works is unknown")]
    private static partial void LogUnknown(ILogger logger, int count, Exception error);
}
