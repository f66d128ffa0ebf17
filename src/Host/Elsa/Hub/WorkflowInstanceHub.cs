using GridGov.Workflow.Engine.History.Folds;
using GridGov.Workflow.Host.Cases;
using Microsoft.AspNetCore.SignalR;

namespace GridGov.Workflow.Host.Elsa.Hub;

/// <summary>What the viewer hears (elsa-studio-contract.md §9): one argument each.</summary>
public interface IWorkflowInstanceClient
{
    /// <summary>The journal has new lines.</summary>
    Task WorkflowExecutionLogUpdatedAsync(JournalUpdated message);

    /// <summary>Counts of nodes have changed.</summary>
    Task ActivityExecutionLogUpdatedAsync(StatsUpdated message);

    /// <summary>The instance has changed.</summary>
    Task WorkflowInstanceUpdatedAsync(InstanceUpdated message);
}

/// <summary>Carries nothing: the viewer reads the journal again.</summary>
public sealed record JournalUpdated;

/// <summary>The counts of all nodes that ran.</summary>
public sealed record StatsUpdated(IReadOnlyList<ActivityStats> Stats);

/// <summary>Which instance.</summary>
public sealed record InstanceUpdated(string WorkflowInstanceId);

/// <summary>Viewers of running instances connect here. Who may connect was decided for the request.</summary>
internal sealed class WorkflowInstanceHub(InstanceUpdates updates) : Hub<IWorkflowInstanceClient>
{
    /// <summary>The connection wants to hear of this instance; of one that its user may not read it hears nothing.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        // Who the user is was found out for the connection's request.
        var readable = Context.GetHttpContext()!.RequestServices.GetRequiredService<ReadableCases>();
        if (!await readable.IncludesInstanceAsync(instanceId, Context.ConnectionAborted)) return;
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        updates.Observe(Context.ConnectionId, instanceId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        updates.Forget(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
