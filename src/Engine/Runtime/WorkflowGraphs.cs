using System.Collections.Concurrent;
using GridGov.Workflow.Engine.Definitions;
using Microsoft.Extensions.Logging;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// Compiles contents on demand and keeps the graphs. Contents never change under their hash, so nothing is ever stale; beyond
/// the capacity the oldest graph goes. Concurrent misses of one hash compile once.
/// </summary>
internal sealed partial class WorkflowGraphs(
    IDefinitionContents contents, IWorkflowCompiler compiler, ILogger<WorkflowGraphs> logger, int capacity = 1000) : IWorkflowGraphs
{
    private readonly ConcurrentDictionary<string, Lazy<Task<WorkflowGraph>>> _graphs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    public ValueTask<WorkflowGraph> GetAsync(string contentHash, CancellationToken cancellationToken = default)
    {
        if (_graphs.TryGetValue(contentHash, out var known) && known is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            return ValueTask.FromResult(known.Value.Result);
        return LoadAsync(contentHash, cancellationToken);
    }

    private async ValueTask<WorkflowGraph> LoadAsync(string contentHash, CancellationToken cancellationToken)
    {
        var added = new Lazy<Task<WorkflowGraph>>(() => CompileAsync(contentHash));
        var entry = _graphs.GetOrAdd(contentHash, added);
        if (ReferenceEquals(entry, added)) Remember(contentHash);
        try
        {
            return await entry.Value.WaitAsync(cancellationToken);
        }
        catch when (entry.Value.IsFaulted)
        {
            // A failure must not stick: the content may arrive a moment later.
            _graphs.TryRemove(KeyValuePair.Create(contentHash, entry));
            throw;
        }
    }

    private void Remember(string contentHash)
    {
        _order.Enqueue(contentHash);
        while (_graphs.Count > capacity && _order.TryDequeue(out var oldest)) _graphs.TryRemove(oldest, out _);
    }

    private async Task<WorkflowGraph> CompileAsync(string contentHash)
    {
        var content = await contents.FindAsync(contentHash)
            ?? throw new KeyNotFoundException($"No definition content with hash '{contentHash}' is stored.");
        var result = compiler.Compile(content);
        if (result.Graph is null)
        {
            var reason = result.Faults.Count > 0 ? result.Faults[0].Message : "no fault given";
            throw new InvalidDataException($"Definition content '{contentHash}' makes no graph: {reason}.");
        }

        if (result.Faults.Count > 0) LogFaults(logger, contentHash, result.Faults.Count);
        return result.Graph;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Definition content {ContentHash} was compiled with {Count} findings; what is broken faults when it is reached")]
    private static partial void LogFaults(ILogger logger, string contentHash, int count);
}
