using System.Threading.Channels;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>
/// Runs bursts whose graph contains scripts on threads of their own: a script may use its whole time limit, and must not hold
/// a thread that other instances need. The stack is large because scripts may recurse up to their recursion limit.
/// </summary>
internal sealed class ScriptPool : IDisposable
{
    private const int StackBytes = 16 * 1024 * 1024;
    private readonly Channel<Action> _work = Channel.CreateUnbounded<Action>();

    public ScriptPool(int threads)
    {
        for (var i = 0; i < threads; i++)
            new Thread(Run, StackBytes) { IsBackground = true, Name = $"workflow-scripts-{i}" }.Start();
    }

    public Task<AdvanceResult> RunAsync(Func<AdvanceResult> burst)
    {
        var done = new TaskCompletionSource<AdvanceResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var accepted = _work.Writer.TryWrite(() =>
        {
            try
            {
                done.SetResult(burst());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return accepted ? done.Task : throw new ObjectDisposedException(nameof(ScriptPool));
    }

    public void Dispose() => _work.Writer.TryComplete();

    private void Run()
    {
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_work.Reader.TryRead(out var work)) work();
        }
    }
}
