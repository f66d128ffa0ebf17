using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>Settles the status and packs the burst.</summary>
internal sealed partial class BurstRun
{
    private string? _statusText;

    public Burst Close()
    {
        EndWhenSubjectIsFinal();
        if (State.Status == WorkflowStatus.Running)
        {
            if (_faulted && State.Subject is null && Graph.IncidentStrategy == IncidentStrategy.Fault) Park();
            else State.SubStatus = WorkflowSubStatus.Suspended;
        }

        FindBreach();
        ProjectSubject();
        TellParent();
        if (State.Status != _statusBefore || State.SubStatus != _subStatusBefore)
        {
            Journal(new JournalEntry(EntryKind.StatusChanged, Name: State.SubStatus.ToString(), Text: _statusText));
        }

        State.Contexts.Clear();
        foreach (var execution in _live) State.Contexts.Add(execution.Context);
        var first = State.Entries;
        State.Entries += _entries.Count;
        return new Burst(State, State.Burst, Stimulus, Now, first, _entries, _changes, _effects, Result);
    }

    private void TellParent()
    {
        if (State.Parent is not { } parent) return;
        var isFinal = State.Status == WorkflowStatus.Finished;
        var isFirstRest = Stimulus is Start;
        var isEnd = isFinal && _statusBefore == WorkflowStatus.Running && parent.NotifyAtEnd;
        if (!isFirstRest && !isEnd) return;
        Request(_live[0], "child-result", ChildReport.Of(State, parent), answered: false, tag: null);
    }
}
