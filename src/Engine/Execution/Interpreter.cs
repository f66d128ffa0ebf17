using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Migration;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Expressions;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>The pure core: one stimulus in, one burst out. Keeps nothing between calls; safe to share between threads.</summary>
public sealed class Interpreter(IValueConverter converter, ISubject? subject = null) : IInterpreter
{
    public AdvanceResult Advance(WorkflowGraph graph, InstanceState? state, Stimulus stimulus, DateTimeOffset now, WorkflowGraph? source = null)
    {
        // The journal keeps instants, not offsets: a replay must write the same state whatever zone the clock told.
        now = now.ToUniversalTime();
        if (stimulus is Start start)
        {
            if (state is not null) return Refusals.InstanceExists(state.InstanceId);
            if (Admission.FindTriggerObstacle(graph, start) is { } unknown) return unknown;
            return Run(graph, NewState(graph, start, now), stimulus, now);
        }

        if (state is null) return Refusals.InstanceUnknown();
        if (Admission.FindObstacle(state, stimulus) is { } obstacle) return obstacle;
        if (stimulus is Migrate migrate)
        {
            if (Admission.FindMigrationObstacle(graph, state, migrate, source) is { } refusal) return refusal;
            var plan = MigrationPlan.Make(source!, graph, state, migrate.Mapping, converter);
            if (plan.Faults.Count > 0) return Refusals.Migration(plan.Faults, graph.Version);
            var moved = StateCopy.Of(state);
            plan.Apply(moved);
            return Run(graph, moved, stimulus, now, plan);
        }

        if (!string.Equals(graph.ContentHash, state.ContentHash, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"Instance '{state.InstanceId}' runs content {state.ContentHash}, but the graph given is of content {graph.ContentHash}.", nameof(graph));
        }

        return Run(graph, StateCopy.Of(state), stimulus, now);
    }

    private AdvanceResult Run(WorkflowGraph graph, InstanceState state, Stimulus stimulus, DateTimeOffset now, MigrationPlan? plan = null)
    {
        var run = new BurstRun(graph, state, stimulus, now, converter, subject) { Plan = plan };
        try
        {
            if (run.Handle() is { } refusal) return refusal;
            run.Drain();
            return run.Close();
        }
        catch (StimulusRefusedException e)
        {
            return e.Refusal;
        }
    }

    private static InstanceState NewState(WorkflowGraph graph, Start start, DateTimeOffset now)
    {
        var state = new InstanceState
        {
            InstanceId = start.InstanceId,
            DefinitionId = graph.DefinitionId,
            DefinitionVersionId = graph.DefinitionVersionId,
            DefinitionVersion = graph.Version,
            ContentHash = graph.ContentHash,
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Pending,
            Name = start.Name,
            CorrelationId = start.CorrelationId,
            TriggerActivityId = start.TriggerActivityId,
            FlowchartMode = start.FlowchartMode,
            Parent = start.Parent,
            CreatedAt = now,
            UpdatedAt = now,
        };
        foreach (var (name, value) in start.Input) state.Input[name] = value.OrNull();
        return state;
    }
}
