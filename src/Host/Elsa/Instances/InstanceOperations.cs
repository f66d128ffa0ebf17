using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Elsa.Wire;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;

namespace GridGov.Workflow.Host.Elsa.Instances;

/// <summary>
/// What operators do to instances from the designer. Each is a burst of the instance, so the journal says who did what and when. An
/// instance that carries a case is left to the actions on its case page.
/// </summary>
internal sealed class InstanceOperations(
    IWorkflowRuntime runtime, InstanceViews views, IBusinessClock clock, CurrentUser user, IHttpContextAccessor http)
{
    /// <exception cref="ProblemException">404; 409: it carries a case, or has ended.</exception>
    public async Task CancelAsync(string id, CancellationToken stop)
    {
        RefuseCase(await views.StateAsync(id, stop));
        await DeliverAsync(id, new Cancel(ElsaTexts.Format("instance.cancel-reason")) { Id = NewId(id), Actor = user.Actor, At = clock.Now }, stop);
    }

    /// <exception cref="ProblemException">404; 409: it carries a case.</exception>
    public async Task DeleteAsync(string id, CancellationToken stop)
    {
        RefuseCase(await views.StateAsync(id, stop));
        await DeliverAsync(id, new Delete(ElsaTexts.Format("instance.delete-reason")) { Id = NewId(id), Actor = user.Actor, At = clock.Now }, stop);
    }

    /// <summary>Changes variables of the workflow's own scope, named by id.</summary>
    /// <exception cref="ProblemException">404; 400: no such variable; 409: it carries a case, or has ended.</exception>
    public async Task<InstanceState> AmendAsync(string id, IReadOnlyList<VariableState> values, CancellationToken stop)
    {
        var state = await views.StateAsync(id, stop);
        RefuseCase(state);
        var known = WorkflowStates.Variables(state);
        var byName = values.ToDictionary(
            value => known.FirstOrDefault(variable => variable.Id == value.Id)?.Name ?? throw ElsaErrors.Invalid("instance.variable-none", id, value.Id),
            value => value.Value, StringComparer.Ordinal);
        await DeliverAsync(id, new Amend(byName, ElsaTexts.Format("instance.amend-reason")) { Id = NewId(id), Actor = user.Actor, At = clock.Now }, stop);
        return await views.StateAsync(id, stop);
    }

    /// <summary>Retries what has faulted.</summary>
    /// <param name="activityIds">Only these activities; empty = all.</param>
    /// <returns>How many incidents were retried.</returns>
    public async Task<int> RetryAsync(string id, IReadOnlyList<string> activityIds, CancellationToken stop)
    {
        var state = await views.StateAsync(id, stop);
        var retried = 0;
        foreach (var incident in state.Incidents.Where(incident => !incident.Resolved && (activityIds.Count == 0 || activityIds.Contains(incident.ActivityId))))
        {
            await DeliverAsync(id, new Retry(incident.Id, RetryMode.Retry, null, ElsaTexts.Format("instance.retry-reason"))
            {
                Id = NewId($"{id}/{incident.Id}"),
                Actor = user.Actor,
                At = clock.Now,
            }, stop);
            retried++;
        }

        return retried;
    }

    /// <summary>Does something to each instance; those that refuse are left out.</summary>
    /// <returns>How many it was done to.</returns>
    /// <exception cref="ProblemException">The first refusal, when it was done to none.</exception>
    public static async Task<int> EachAsync(IEnumerable<string> ids, Func<string, Task> act)
    {
        var done = 0;
        ProblemException? refused = null;
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            try
            {
                await act(id);
                done++;
            }
            catch (ProblemException problem)
            {
                // What is not there any more needs no word; a refused case does.
                if (problem.Status == StatusCodes.Status409Conflict) refused ??= problem;
            }
        }

        return done == 0 && refused is not null ? throw refused : done;
    }

    /// <exception cref="ProblemException">409.</exception>
    public static void RefuseCase(InstanceState state)
    {
        if (state.Subject is not null)
            throw ElsaErrors.New(StatusCodes.Status409Conflict, "instance.carries-case", state.InstanceId, state.CorrelationId);
    }

    private async Task DeliverAsync(string id, Stimulus stimulus, CancellationToken stop)
    {
        if ((await runtime.DeliverAsync(id, stimulus, stop)).Refusal is { } refusal) throw ProblemHandler.ToProblem(refusal);
    }

    // One request may move several instances: each move has its own id.
    private string NewId(string target) => $"{IdempotencyKey.StimulusId(http.HttpContext!, user.PrincipalId)}/{target}";
}
