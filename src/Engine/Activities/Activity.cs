using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Activities;

/// <summary>
/// Base of all activity types. One stateless object per type serves all executions: everything an execution remembers
/// lives in its context. Methods are synchronous and pure; the world is reached by tasks, bookmarks, events and effects.
/// </summary>
public abstract class Activity
{
    /// <summary>Runs a new execution. It must complete, schedule children, or wait; an execution that does none of these completes with Done.</summary>
    public abstract void Execute(IActivityExecution x);

    /// <summary>One of the execution's waits came back. Default: completes with Done, or faults when an effect failed.</summary>
    public virtual void Resume(IActivityExecution x, Resumption resumption)
    {
        if (resumption.Failure is { } failure) throw new ActivityFaultException(failure.Code, failure.Message);
        x.Complete();
    }

    /// <summary>A child scheduled by this execution completed. Default: completes with Done.</summary>
    public virtual void ChildCompleted(IActivityExecution x, ChildCompletion child) => x.Complete();

    /// <summary>A child was cancelled while this execution goes on. Default: nothing.</summary>
    public virtual void ChildCanceled(IActivityExecution x, ActivityNode child)
    {
    }

    /// <summary>The subject signalled while this execution waits. Default: nothing.</summary>
    public virtual void Signalled(IActivityExecution x, SubjectSignal signal)
    {
    }

    /// <summary>Precomputes node data at compilation and reports faults of this node. Default: none.</summary>
    public virtual object? Compile(ActivityCompilation compilation) => null;

    /// <summary>Outcome names that a node of this type can report, or null when any name is possible. Default: the declared ones.</summary>
    public virtual IReadOnlyCollection<string>? PossibleOutcomes(ActivityNode node) => ActivityDescriptor.Of(GetType()).OutcomeNames;

    /// <summary>Embedded children by slot, found in the node's JSON. Default: members that are, or are lists of, activity objects.</summary>
    public virtual IEnumerable<(string Slot, JsonElement Child)> FindChildren(JsonElement json) => ActivityChildren.Discover(json);
}

/// <summary>What brought a waiting execution back.</summary>
/// <param name="Bookmark">The wait, for bookmarks, timers and events; null for tasks and effects.</param>
/// <param name="Payload">Event payload, task data, effect result; Undefined for timers.</param>
/// <param name="Outcome">Outcome of a task.</param>
/// <param name="TaskId">The completed task.</param>
/// <param name="Failure">Set when an effect failed for good.</param>
/// <param name="Tag">Tag of the bookmark or effect.</param>
public sealed record Resumption(
    Stimulus Stimulus, Bookmark? Bookmark, JsonElement Payload, string? Outcome = null, string? TaskId = null,
    EffectFailed? Failure = null, string? Tag = null);

/// <summary>A finished child.</summary>
/// <param name="Outcomes">What it reported; <c>["Done"]</c> when nothing.</param>
/// <param name="IsTerminal">True for End, Finish, Break and Complete: the container stops.</param>
/// <param name="Tag">The mark given when it was scheduled.</param>
public sealed record ChildCompletion(ActivityNode Node, string ExecutionId, IReadOnlyList<string> Outcomes, bool IsTerminal, bool IsBreak, string? Tag);

/// <summary>What <see cref="Activity.Compile"/> works on.</summary>
public sealed record ActivityCompilation(
    ActivityNode Node, Expressions.IExpressionCompiler Expressions, ICollection<DefinitionFault> Faults);
