using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Changes;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Expressions;
using GridGov.Workflow.Engine.Tasks;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Faults, incidents and what operators do about them (elsa-definition-format.md §11.7, design.md §4).</summary>
internal sealed partial class BurstRun
{
    private const int KeptResolvedIncidents = 50;
    private bool _faulted;

    /// <summary>The execution faults: its waits and children go, an incident stays.</summary>
    public void Fault(LiveExecution execution, Exception exception)
    {
        execution.WithdrawCompletion();
        RemoveWaits(execution);
        CancelAllBelow(execution);
        execution.Context.Status = ActivityStatus.Faulted;
        _faulted = true;
        var (code, category, type) = exception switch
        {
            ActivityFaultException fault => (fault.Code, fault.Category, fault.FaultType),
            StimulusRefusedException refused => (refused.Refusal.Code, null, null),
            ExpressionException expression => (expression.Code, null, null),
            _ => ("activity.error", null, exception.GetType().Name),
        };
        Journal(new JournalEntry(
            EntryKind.ActivityFaulted, execution.Node.NodeId, execution.Context.Id, Name: code, Text: exception.Message,
            Data: category is null && type is null ? default : FaultData(category, type)));
        RaiseIncident(execution, code, exception.Message);
    }

    /// <summary>Finishes the instance as faulted, so that an operator can reopen it: the state keeps its waits, their rows go.</summary>
    private void Park()
    {
        State.Status = WorkflowStatus.Finished;
        State.SubStatus = WorkflowSubStatus.Faulted;
        State.FinishedAt = Now;
        foreach (var bookmark in State.Bookmarks) RemoveBookmarkRow(bookmark);
        foreach (var task in State.Tasks) PutTask(task with { Status = HumanTaskStatus.Cancelled }, created: false);
    }

    private void Reopen()
    {
        State.Status = WorkflowStatus.Running;
        State.SubStatus = WorkflowSubStatus.Executing;
        State.FinishedAt = null;
        foreach (var bookmark in State.Bookmarks)
        {
            if (HasRow(bookmark)) _changes.Add(new BookmarkCreated(bookmark));
        }

        foreach (var task in State.Tasks) PutTask(task, created: false);
        foreach (var effect in State.PendingEffects.FindAll(pending => pending.Answer is not null)) AnswerEffect(effect, effect.Answer!);
    }

    private Refusal? Retry(Retry retry)
    {
        var index = State.Incidents.FindIndex(incident => string.Equals(incident.Id, retry.IncidentId, StringComparison.Ordinal));
        if (index < 0) return Refusals.IncidentUnknown(retry.IncidentId);
        var incident = State.Incidents[index];
        if (incident.Resolved) return Refusals.IncidentResolved(retry.IncidentId);
        var execution = Find(incident.ExecutionId);
        if (execution is not { Context.Status: ActivityStatus.Faulted }) execution = null;
        if (execution is null && retry.Mode != RetryMode.Skip) return Refusals.IncidentNotRetryable(incident);
        if (execution is not null && retry is { Mode: RetryMode.Skip, Outcome: { } outcome }
            && execution.Node.Activity.PossibleOutcomes(execution.Node) is { } possible && !possible.Contains(outcome))
        {
            return Refusals.OutcomeUnknown(outcome, possible);
        }

        State.Incidents[index] = incident with { Resolved = true };
        TrimIncidents();
        Journal(new JournalEntry(
            EntryKind.IncidentResolved, incident.NodeId, incident.ExecutionId, Name: incident.Id, Text: retry.Reason,
            Data: JsonValues.Of(retry.Mode.ToString())));
        Result = JsonValues.Object(json => json.WriteString("incidentId", incident.Id));
        if (State.Status == WorkflowStatus.Finished && execution is not null) Reopen();
        if (execution is null) return null;
        if (retry.Mode == RetryMode.Skip)
        {
            execution.RequestCompletion(retry.Outcome is null ? [] : [retry.Outcome]);
            Settle(execution);
        }
        else
        {
            Repeat(execution, retry.Mode == RetryMode.Retry);
        }

        return null;
    }

    // A new attempt is a new execution in the same place; the failed one stays in the journal as it was.
    private void Repeat(LiveExecution failed, bool sameKeys)
    {
        Forget(failed);
        var context = failed.Context;
        var own = failed.Node.InitialVariables;
        var slots = context.Variables.FindAll(slot => !own.Any(declared => string.Equals(declared.Id, slot.Id, StringComparison.Ordinal)));
        Enqueue(new WorkItem(
            failed.Node, failed.Parent!, null, context.Tag, context.ScheduledBy,
            sameKeys ? context.KeysOf ?? context.Id : null, slots));
    }

    private void RaiseIncident(LiveExecution execution, string code, string message)
    {
        var incident = new Incident(
            string.Create(CultureInfo.InvariantCulture, $"{_prefix}-i{++_incidents}"), execution.Node.Id, execution.Node.NodeId, execution.Node.Type,
            execution.Context.Id, code, message, Stimulus.Id, Now, Resolved: false);
        State.Incidents.Add(incident);
        Journal(new JournalEntry(
            EntryKind.IncidentRaised, execution.Node.NodeId, execution.Context.Id, Name: incident.Id, Text: message, Data: JsonValues.Of(code)));
    }

    private void TrimIncidents()
    {
        var resolved = State.Incidents.Count(incident => incident.Resolved);
        for (var i = 0; resolved > KeptResolvedIncidents; i++)
        {
            if (!State.Incidents[i].Resolved) continue;
            State.Incidents.RemoveAt(i--);
            resolved--;
        }
    }

    private static JsonElement FaultData(string? category, string? type) => JsonValues.Object(json =>
    {
        if (category is not null) json.WriteString("category", category);
        if (type is not null) json.WriteString("type", type);
    });
}
