using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Runtime;

/// <summary>What a migration would do.</summary>
/// <param name="Before">The instance as it is.</param>
/// <param name="After">As it would be; null when refused.</param>
public sealed record MigrationForecast(InstanceState Before, InstanceState? After, Refusal? Refusal);

/// <summary>Tries a migration on the committed state of an instance. Only the pure core runs: nothing is stored.</summary>
public sealed class MigrationTrial
{
    private readonly IWorkflowRuntime _runtime;
    private readonly IWorkflowGraphs _graphs;
    private readonly IInterpreter _interpreter;
    private readonly ScriptPool _scripts;

    internal MigrationTrial(IWorkflowRuntime runtime, IWorkflowGraphs graphs, IInterpreter interpreter, ScriptPool scripts) =>
        (_runtime, _graphs, _interpreter, _scripts) = (runtime, graphs, interpreter, scripts);

    /// <returns>Null when there is no such instance.</returns>
    /// <exception cref="KeyNotFoundException">The target's content is not stored.</exception>
    public async Task<MigrationForecast?> RunAsync(string instanceId, Migrate migrate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(migrate);
        if (await _runtime.FindStateAsync(instanceId, cancellationToken) is not { } state) return null;
        var target = await _graphs.GetAsync(migrate.ToContentHash, cancellationToken);
        var source = await _graphs.GetAsync(state.ContentHash, cancellationToken);
        try
        {
            var result = await _scripts.RunAsync(() => _interpreter.Advance(target, state, migrate, migrate.At, source));
            return new MigrationForecast(state, result.Burst?.State, result.Refusal);
        }
        catch (BackstopTrippedException tripped)
        {
            return new MigrationForecast(state, null, new Refusal("expression.backstop", tripped.Message));
        }
    }
}
