using System.Text.Json;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Administration;
using GridGov.Workflow.Host.Administration.Log;
using GridGov.Workflow.Host.Effects;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using Microsoft.EntityFrameworkCore;

namespace GridGov.Workflow.Host.Instances;

/// <summary>An open incident. Values of variables are not shown: they are the business's, not the administrator's.</summary>
/// <param name="CaseNumber">The correlation id, for instances that carry a case.</param>
/// <param name="IsRepeatable">False when what failed is gone: such an incident can only be skipped.</param>
/// <param name="Outcomes">What a skipped step can end with; null = any name.</param>
/// <param name="Variables">Names of what can be amended.</param>
public sealed record IncidentView(
    string InstanceId, string? Process, string? CaseNumber, string IncidentId, string NodeId, string ActivityType, string ActivityName, string Message, DateTimeOffset At,
    bool IsRepeatable, IReadOnlyCollection<string>? Outcomes, IReadOnlyList<string> Variables);

/// <summary>
/// Open incidents over all instances, and an operator's ways out: do it again, go on without it, or change a variable. Each is a burst of
/// the instance with its reason, and an act in the log.
/// </summary>
internal sealed class IncidentOperations(IWorkflowDb db, IWorkflowRuntime runtime, IWorkflowGraphs graphs, EffectRights rights, AdminLog log)
{
    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<IncidentView>> ListAsync(int limit, CancellationToken stop)
    {
        rights.RequireRead();
        await using var context = db.Open();
        var ids = await context.Instances.Where(row => row.IncidentCount > 0 && !row.IsDeleted).OrderByDescending(row => row.UpdatedAt).Take(limit).Select(row => row.Id).ToListAsync(stop);
        var views = new List<IncidentView>();
        foreach (var id in ids)
        {
            if (await runtime.FindStateAsync(id, stop) is not { } state) continue;
            var graph = await graphs.GetAsync(state.ContentHash, stop);
            string[] variables = [.. state.Contexts.SelectMany(execution => execution.Variables).Select(slot => slot.Name).Distinct(StringComparer.Ordinal)];
            views.AddRange(state.Incidents.Where(incident => !incident.Resolved).Select(incident => View(state, graph, incident, variables)));
        }

        return views;
    }

    public async Task<CommandReply> RetryAsync(string instanceId, string incidentId, Command<RetryRequest> command, CancellationToken stop)
    {
        rights.RequireEdit();
        var reason = Reason(command.Body.Reason);
        var outcome = string.IsNullOrWhiteSpace(command.Body.Outcome) ? null : command.Body.Outcome.Trim();
        var reply = await DeliverAsync(instanceId, new Retry(incidentId, command.Body.Mode, outcome, reason) { Id = command.Id, Actor = command.Actor, At = command.At, BodyHash = command.BodyHash }, stop);
        if (!reply.Repeated) await log.RecordAsync(new AdminAct(command.Body.Mode == RetryMode.Skip ? "incident.skip" : "incident.retry", instanceId, new { incidentId, outcome, reason }), stop);
        return reply;
    }

    public async Task<CommandReply> AmendAsync(string instanceId, Command<AmendRequest> command, CancellationToken stop)
    {
        rights.RequireEdit();
        var reason = Reason(command.Body.Reason);
        if (command.Body.Variables.Count == 0) throw ProblemException.Missing("variables", "at least one variable with its new value");
        var reply = await DeliverAsync(instanceId, new Amend(command.Body.Variables, reason) { Id = command.Id, Actor = command.Actor, At = command.At, BodyHash = command.BodyHash }, stop);
        if (!reply.Repeated) await log.RecordAsync(new AdminAct("incident.amend", instanceId, new { variables = command.Body.Variables.Keys, reason }), stop);
        return reply;
    }

    /// <summary>A value as an administrator types it: JSON, or else a text.</summary>
    public static JsonElement ParseValue(string typed)
    {
        try
        {
            return JsonElement.Parse(typed);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(typed);
        }
    }

    private async Task<CommandReply> DeliverAsync(string id, Stimulus stimulus, CancellationToken stop) => (await runtime.DeliverAsync(id, stimulus, stop)).OrProblem();

    private static IncidentView View(InstanceState state, WorkflowGraph graph, Incident incident, IReadOnlyList<string> variables)
    {
        var node = graph.Nodes.GetValueOrDefault(incident.NodeId);
        return new IncidentView(
            state.InstanceId, graph.Name, state.Subject is null ? null : state.CorrelationId, incident.Id, incident.NodeId, incident.ActivityType,
            node?.Name is { Length: > 0 } name ? name : incident.ActivityId, incident.Message, incident.At, IsRepeatable(state, incident),
            node?.Activity.PossibleOutcomes(node), variables);
    }

    private static bool IsRepeatable(InstanceState state, Incident incident) =>
        state.Contexts.Exists(execution => execution.Id == incident.ExecutionId && execution.Status == ActivityStatus.Faulted);

    private static string Reason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? throw ProblemException.Missing("reason", "a reason in words") : reason.Trim();
}
