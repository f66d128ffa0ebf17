using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Activities;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution.Stimuli;

namespace GridGov.Workflow.Engine.Execution;

/// <summary>The subject inside a burst: commands, signals, rows, breaches (design.md §4).</summary>
internal sealed partial class BurstRun
{
    private readonly Queue<SubjectSignal> _signals = new();

    public SubjectResult ApplyToSubject(string command, JsonElement arguments, Actor actor, LiveExecution? by)
    {
        if (_subject is null) throw new ActivityFaultException("subject.none", "本系统没有配置业务对象，不能执行业务命令。");
        var tag = string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{++_sources}");
        var result = _subject.Apply(State.Subject, new SubjectRequest(State.InstanceId, command, arguments, actor, Now, tag, State.DataVersion));
        if (result.Refusal is { } refusal)
        {
            Journal(new JournalEntry(
                EntryKind.SubjectRefused, by?.Node.NodeId, by?.Context.Id, Name: command, Text: refusal.Message, Data: JsonValues.Of(refusal.Code)));
            return result;
        }

        State.Subject = result.State;
        foreach (var transition in result.Transitions)
        {
            Journal(new JournalEntry(EntryKind.SubjectTransition, by?.Node.NodeId, by?.Context.Id, Name: transition.Command, Data: JsonValues.Object(json =>
            {
                json.WriteString("part", transition.Part);
                json.WriteString("from", transition.From);
                json.WriteString("to", transition.To);
            })));
        }

        foreach (var signal in result.Signals) _signals.Enqueue(signal);
        return result;
    }

    private Refusal? Command(SubjectCommand command)
    {
        if (_subject is null) return Refusals.NoSubject(command.Name);
        var result = ApplyToSubject(command.Name, command.Arguments, command.Actor, null);
        Result = result.Answer;
        return result.Refusal;
    }

    private bool DeliverNextSignal()
    {
        if (!_signals.TryDequeue(out var signal)) return false;
        if (++_executed > MaxActivitiesPerBurst)
        {
            _signals.Clear();
            RaiseIncident(_live[0], "burst.too-long", $"一次执行中业务信号与活动超过了 {MaxActivitiesPerBurst} 个；请检查是否有活动在收到信号后不断发出命令。");
            return false;
        }

        foreach (var execution in _live.FindAll(static execution => execution.Waits > 0))
        {
            if (_ended) break;
            if (!execution.IsRunning) continue;
            if (Guarded(execution, static (x, with) => x.Node.Activity.Signalled(x, with), signal)) Settle(execution);
        }

        return true;
    }

    private void EndWhenSubjectIsFinal()
    {
        if (State.Status == WorkflowStatus.Running && _subject is not null && State.Subject is { } subject && _subject.IsFinal(subject))
        {
            End(WorkflowSubStatus.Finished);
        }
    }

    private void ProjectSubject()
    {
        if (_subject is null || State.Subject is not { } after || ReferenceEquals(after, _subjectBefore)) return;
        foreach (var row in _subject.Project(_subjectBefore, after)) _changes.Add(row);
    }

    private void FindBreach()
    {
        if (_subject is null || State.Subject is not { } subject || State.Status != WorkflowStatus.Running) return;
        var waiting = new List<LiveActivity>();
        foreach (var execution in _live)
        {
            if (execution.Waits > 0) waiting.Add(new LiveActivity(execution.Node.NodeId, execution.Node.Type));
        }

        if (_subject.FindBreach(subject, waiting) is not { } rule) return;
        const string code = "subject.breach";
        var known = State.Incidents.Exists(incident =>
            !incident.Resolved && string.Equals(incident.Code, code, StringComparison.Ordinal) && string.Equals(incident.Message, rule, StringComparison.Ordinal));
        if (!known) RaiseIncident(_live[0], code, rule);
    }
}
