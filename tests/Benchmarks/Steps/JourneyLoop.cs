namespace GridGov.Workflow.Benchmarks.Steps;

/// <summary>
/// Cases of the shipped lifecycle from the report to the passed verification, as many as are asked for: eight commands of each are steps.
/// For long runs, for which nothing can be prepared.
/// </summary>
internal sealed class JourneyLoop(HostClient client) : ILoop
{
    public Task PrepareAsync(int steps) => Task.CompletedTask;

    public IWalker? Take() => New();

    public JourneyWalker New() => new(client);
}

/// <summary>One case on its way. A command that was turned away is sent again with the next step.</summary>
internal sealed class JourneyWalker(HostClient client) : IWalker
{
    private string? _instanceId;
    private long _burst;
    private int _next;

    /// <summary>True while the next step is the report itself.</summary>
    public bool IsNew => _instanceId is null;

    public async Task<bool> StepAsync() => await TryStepAsync() switch
    {
        StepOutcome.Done => true,
        StepOutcome.AtTheEnd => false,
        _ => throw new InvalidOperationException("The Host turned a step away with 429."),
    };

    public async Task<StepOutcome> TryStepAsync()
    {
        if (_next > CaseSteps.All.Count) return StepOutcome.AtTheEnd;
        var (path, person, body) = _instanceId is null
            ? ("/api/cases", CaseSteps.Reporter, CaseSteps.Report)
            : (HostClient.CompletePath(_instanceId, _burst), CaseSteps.All[_next - 1].Person, CaseSteps.All[_next - 1].Body);
        if (await client.TryPostAsync(path, person, body) is not { } reply) return StepOutcome.TurnedAway;
        _burst = _instanceId is null ? 1 : reply.GetProperty("burst").GetInt64();
        _instanceId ??= reply.GetProperty("instanceId").GetString();
        _next++;
        return StepOutcome.Done;
    }
}

/// <summary>What became of a step.</summary>
internal enum StepOutcome
{
    Done,

    /// <summary>There is no further step, and nothing was done.</summary>
    AtTheEnd,

    /// <summary>Answered 429 with Retry-After.</summary>
    TurnedAway,
}
