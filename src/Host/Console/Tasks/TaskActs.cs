using GridGov.Workflow.Engine.Execution.Stimuli;
using GridGov.Workflow.Host.Console.Session;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Tasks;

namespace GridGov.Workflow.Host.Console.Tasks;

/// <summary>What a person does with tasks, in the words of the pages.</summary>
internal sealed class TaskActs(ConsoleSession session)
{
    public Task<CommandReply> ClaimAsync(string id, string key, CancellationToken stop) =>
        session.SendAsync<TaskReasonRequest, CommandReply>($"tasks/{id}/claim", key, new TaskReasonRequest(), (services, command) =>
            Commands(services).ChangeAsync(id, TaskVerb.Claim, null, null, command, stop));

    public Task<CommandReply> ReleaseAsync(string id, string? reason, string key, CancellationToken stop) =>
        session.SendAsync<TaskReasonRequest, CommandReply>($"tasks/{id}/release", key, new TaskReasonRequest(reason), (services, command) =>
            Commands(services).ChangeAsync(id, TaskVerb.Release, null, reason, command, stop));

    public Task<CommandReply> DelegateAsync(string id, string to, string reason, string key, CancellationToken stop) =>
        session.SendAsync<DelegateTaskRequest, CommandReply>($"tasks/{id}/delegate", key, new DelegateTaskRequest(to, reason), (services, command) =>
            Commands(services).DelegateAsync(id, command, stop));

    public Task<CommandReply> CompleteAsync(string id, CompleteTaskRequest request, string key, CancellationToken stop) =>
        session.SendAsync<CompleteTaskRequest, CommandReply>($"tasks/{id}/complete", key, request, (services, command) =>
            Commands(services).CompleteAsync(id, command, stop));

    private static TaskCommands Commands(IServiceProvider services) => services.GetRequiredService<TaskCommands>();
}
