using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Activities.Lifecycle;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Engine.Tasks;
using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using GridGov.Workflow.Host.Substitutions;

namespace GridGov.Workflow.Host.Tasks;

/// <summary>The inbox: list, claim, release, delegate, complete.</summary>
internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/tasks").WithTags("Tasks");
        group.MapGet("/", async (
            TaskInbox inbox, CurrentPerson person, Deputies deputies, CancellationToken stop,
            string? caseNumber = null, string? instanceId = null, string? name = null, HumanTaskStatus? status = null, string? cursor = null, int? limit = null) =>
            await inbox.ListAsync(
                person.Required, await deputies.AbsentOfAsync(person.Required, stop), new InboxFilter(caseNumber, instanceId, name, status),
                Cursor.Parse(cursor), Cursor.Limit(limit), stop));
        group.MapGet("/{id}", async (string id, TaskInbox inbox, CurrentPerson person, Deputies deputies, CancellationToken stop) =>
        {
            var (task, part) = await VisibleAsync(inbox, deputies, person.Required, id, stop);
            return TaskView.Of(task, part.OnBehalfOf);
        });
        group.MapPost("/{id}/claim", (string id, Command<TaskReasonRequest> command, TaskCommands tasks, CancellationToken stop) =>
            tasks.ChangeAsync(id, TaskVerb.Claim, null, command.Body.Reason, command, stop));
        group.MapPost("/{id}/release", (string id, Command<TaskReasonRequest> command, TaskCommands tasks, CancellationToken stop) =>
            tasks.ChangeAsync(id, TaskVerb.Release, null, command.Body.Reason, command, stop));
        group.MapPost("/{id}/delegate", (string id, Command<DelegateTaskRequest> command, TaskCommands tasks, CancellationToken stop) =>
            tasks.DelegateAsync(id, command, stop));
        group.MapPost("/{id}/complete", (string id, Command<CompleteTaskRequest> command, TaskCommands tasks, CancellationToken stop) =>
            tasks.CompleteAsync(id, command, stop));
    }

    /// <exception cref="ProblemException">404 when there is no such task for this person: tasks of others are not told from missing ones.</exception>
    internal static async Task<(HumanTask Task, TaskPart Part)> VisibleAsync(
        TaskInbox inbox, Deputies deputies, Person person, string id, CancellationToken stop)
    {
        var task = await inbox.FindAsync(id, stop) ?? throw ProblemException.NotFound("task", id);

        // Nearly always the own right settles it; only then, or when somebody else holds the task, it matters whose deputy one is.
        if ((task.Assignee is null || task.Assignee == person.Id) && TaskPart.Find(person, [], task) is { } own) return (task, own);
        return TaskPart.Find(person, await deputies.AbsentOfAsync(person, stop), task) is { } part ? (task, part) : throw NotYours(person, task);
    }

    // A person who is barred by rule learns which rule; others learn nothing.
    private static ProblemException NotYours(Person person, HumanTask task) =>
        TaskPart.IsBarred(person, task)
            ? ProblemException.Forbidden("G7", "验证人不得是处置人，验证人所在单位不得是处置单位。")
            : ProblemException.NotFound("task", task.Id);
}

/// <summary>Turns task requests into stimuli of their instance.</summary>
internal sealed class TaskCommands(IWorkflowRuntime runtime, TaskInbox inbox, CurrentPerson person, IDirectory directory, Deputies deputies, AttachmentAcceptance attachments)
{
    public async Task<CommandReply> CompleteAsync(string id, Command<CompleteTaskRequest> command, CancellationToken stop)
    {
        var (task, part) = await TaskEndpoints.VisibleAsync(inbox, deputies, person.Required, id, stop);
        CheckOutcome(task, command.Body.Outcome);
        TaskPermission.Require(part, task, command.Body.Outcome);
        CheckForm(task, command.Body);
        await attachments.AcceptAsync(task.Form, command.Body.Data, task.SubjectKey, stop);
        return await DeliverAsync(task, new TaskCompleted(id, command.Body.Outcome, command.Body.Data, part.EntitledAs)
        {
            Id = command.Id,
            Actor = command.Actor with { OnBehalfOf = part.OnBehalfOf },
            At = command.At,
            BodyHash = command.BodyHash,
        }, stop);
    }

    public async Task<CommandReply> DelegateAsync(string id, Command<DelegateTaskRequest> command, CancellationToken stop)
    {
        var (task, part) = await TaskEndpoints.VisibleAsync(inbox, deputies, person.Required, id, stop);
        TaskPermission.Require(part, task, outcome: null);
        if (string.IsNullOrWhiteSpace(command.Body.Reason)) throw ProblemException.Missing("reason", "a reason in words");
        var to = directory.Current.PersonById(command.Body.To);
        if (to is null || TaskEntitlement.Find(to, task) is not { } entry || !TaskRights.Check(to, task with { Assignee = to.Id }, entry, outcome: null).Allowed)
        {
            throw ProblemException.Invalid("to", command.Body.To, "the id of a person who may take this task: " + string.Join(", ", task.Candidates));
        }

        return await ChangeAsync(id, TaskVerb.Delegate, to.Id, command.Body.Reason, command, stop);
    }

    public async Task<CommandReply> ChangeAsync<T>(string id, TaskVerb verb, string? to, string? reason, Command<T> command, CancellationToken stop)
    {
        var (task, part) = await TaskEndpoints.VisibleAsync(inbox, deputies, person.Required, id, stop);
        if (verb == TaskVerb.Claim) TaskPermission.Require(part, task, outcome: null);
        return await DeliverAsync(task, new TaskChanged(id, verb, to, reason, part.EntitledAs)
        {
            Id = command.Id,
            Actor = command.Actor with { OnBehalfOf = part.OnBehalfOf },
            At = command.At,
            BodyHash = command.BodyHash,
        }, stop);
    }

    private static void CheckOutcome(HumanTask task, string? outcome)
    {
        if (task.Outcomes.Count == 0 || (outcome is not null && task.Outcomes.Contains(outcome))) return;
        var allowed = string.Join(", ", task.Outcomes);
        throw outcome is null ? ProblemException.Missing("outcome", allowed) : ProblemException.Invalid("outcome", outcome, allowed);
    }

    private static void CheckForm(HumanTask task, CompleteTaskRequest request)
    {
        var faults = FormSchema.Check(task.Form, request.Data);
        if (faults.Count == 0) return;
        var first = faults[0];
        throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "form.invalid",
            "The data does not fit the task's form: " + string.Join("; ", faults.Select(fault => $"'{fault.Field}' is {(fault.Value is null ? "missing" : $"'{fault.Value}'")}, allowed: {fault.Allowed}")) + ".")
        {
            Field = first.Field,
            Value = first.Value,
            Allowed = first.Allowed,
            More = new Dictionary<string, object?> { ["faults"] = faults },
        };
    }

    private async Task<CommandReply> DeliverAsync(HumanTask task, Stimulus stimulus, CancellationToken stop)
    {
        var reply = await runtime.DeliverAsync(task.InstanceId, stimulus, stop);
        if (reply.Refusal is { Kind: RefusalKind.Conflict } refusal && await inbox.FindAsync(task.Id, stop) is { CompletedBy: { } winner } done)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, refusal.Code,
                $"Task '{task.Id}' was completed by '{winner}' at {done.CompletedAt:O} with the outcome '{done.Outcome}'.")
            {
                More = new Dictionary<string, object?> { ["completedBy"] = winner, ["completedAt"] = done.CompletedAt, ["outcome"] = done.Outcome },
            };
        }

        return reply.OrProblem();
    }
}
