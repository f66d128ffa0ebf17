using Orleans.Runtime.Messaging;

namespace GridGov.Workflow.Engine.Tests.Simulation;

/// <summary>
/// What one process would run: every continuation of its code comes here and waits until the loop chooses it. A lane that stalls is not
/// chosen, and one that dies never again: its code ends wherever it stood, as with <c>kill -9</c>.
/// </summary>
internal sealed class Lane(SeededLoop loop, string name) : TaskScheduler
{
    private readonly List<object> _ready = [];
    private readonly List<Action> _calls = [];

    public string Name => name;
    public bool IsStalled { get; set; }
    public bool IsDead { get; private set; }
    public int Ready => _ready.Count;

    /// <summary>Runs one of what is ready, on the caller's thread.</summary>
    public void RunOne(int index)
    {
        var step = _ready[index];
        _ready.RemoveAt(index);
        if (step is Task task) TryExecuteTask(task);
        else ((Action)step)();
    }

    /// <summary>Runs later, outside of any task.</summary>
    public void Post(Action step)
    {
        loop.CheckThread();
        if (!IsDead) _ready.Add(step);
    }

    /// <summary>A place where others may come first. Ends outside of any task, so that library code that does not care for its scheduler goes on at once.</summary>
    public Task PauseAsync()
    {
        var over = new TaskCompletionSource();
        Post(over.SetResult);
        return over.Task;
    }

    public void Start(Func<Task> work) => _ = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>A call from another lane: runs here, is answered there.</summary>
    /// <exception cref="ConnectionFailedException">The lane died, or was given up, before it answered.</exception>
    public Task<T> CallAsync<T>(Func<Task<T>> work)
    {
        var answer = new TaskCompletionSource<T>();
        if (IsDead)
        {
            answer.SetException(new ConnectionFailedException($"{name} is gone"));
            return answer.Task;
        }

        void Break() => answer.TrySetException(new ConnectionFailedException($"{name} was lost"));
        _calls.Add(Break);
        Start(async () =>
        {
            try
            {
                answer.TrySetResult(await work());
            }
            catch (Exception e)
            {
                answer.TrySetException(e);
            }
            finally
            {
                _calls.Remove(Break);
            }
        });
        return answer.Task;
    }

    /// <summary>Those who wait for answers wait no longer.</summary>
    public void BreakCalls()
    {
        foreach (var call in _calls.ToList()) call();
    }

    public void Die()
    {
        IsDead = true;
        _ready.Clear();
        BreakCalls();
    }

    protected override void QueueTask(Task task)
    {
        loop.CheckThread();
        if (!IsDead) _ready.Add(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _ready.OfType<Task>();
}
