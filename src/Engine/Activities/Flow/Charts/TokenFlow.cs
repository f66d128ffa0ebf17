using System.Text.Json;
using GridGov.Workflow.Engine.Activities.Branching;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Execution;

namespace GridGov.Workflow.Engine.Activities.Flow.Charts;

/// <summary>
/// The token-based flowchart (elsa-definition-format.md §8.5). Consumed tokens are dropped from the state at once. Race and
/// Cascade block only connections over which a token can still come in this round, so that no block outlives its round.
/// </summary>
internal sealed class TokenFlow(IActivityExecution x, FlowchartPlan plan, FlowGraph graph, FlowchartState state)
{
    public void ChildCompleted(ChildCompletion child)
    {
        // Consumed before the new ones are emitted, so that a connection back to the activity itself keeps its token.
        state.Tokens.RemoveAll(token => !token.Blocked && string.Equals(token.To, child.Node.Id, StringComparison.Ordinal));
        var emitted = graph.Outbound(child.Node).Where(connection => child.Outcomes.Contains(connection.Port)).ToList();
        foreach (var connection in emitted) state.Tokens.Add(Token(connection, blocked: false));
        foreach (var connection in emitted) Arrive(connection);
        if (ModeOf(child.Node) == MergeMode.Race) x.CancelChildren(graph.Ancestors(child.Node).Contains);
        CompleteIfDone();
    }

    public void ChildCanceled(ActivityNode child)
    {
        state.Tokens.RemoveAll(token => string.Equals(token.To, child.Id, StringComparison.Ordinal));
        foreach (var connection in plan.Connections)
        {
            if (!CanStillCome(connection)) state.Tokens.RemoveAll(token => token.Blocked && Matches(token, connection));
        }

        CompleteIfDone();
    }

    private void Arrive(FlowConnection connection)
    {
        var target = connection.Target;
        switch (ModeOf(target))
        {
            case MergeMode.Stream:
                if (!graph.ForwardInbound(target).Any(inbound => HasToken(to: inbound.Source))) x.Schedule(target);
                break;
            case MergeMode.Merge:
                MergeAt(target, graph.ForwardInbound(target));
                break;
            case MergeMode.Converge:
                MergeAt(target, graph.Inbound(target));
                break;
            case MergeMode.Cascade:
                RunFirst(connection, cancels: false);
                break;
            default:
                RunFirst(connection, cancels: true);
                break;
        }
    }

    private void MergeAt(ActivityNode target, IReadOnlyList<FlowConnection> inbound)
    {
        foreach (var connection in inbound)
        {
            if (inbound.Count > 1 && !state.Tokens.Exists(token => !token.Blocked && Matches(token, connection))) return;
        }

        x.Schedule(target);
    }

    private void RunFirst(FlowConnection connection, bool cancels)
    {
        var block = state.Tokens.FindIndex(token => token.Blocked && Matches(token, connection));
        if (block >= 0)
        {
            // The join ran for an earlier arrival: this one is used up together with its block.
            state.Tokens.RemoveAt(block);
            state.Tokens.RemoveAll(token => Matches(token, connection));
            return;
        }

        x.Schedule(connection.Target);
        if (cancels) x.CancelChildren(graph.Ancestors(connection.Target).Contains);
        foreach (var other in graph.ForwardInbound(connection.Target))
        {
            if (other != connection && CanStillCome(other)) state.Tokens.Add(Token(other, blocked: true));
        }
    }

    // A token addressed to the source, or to one of its ancestors, is work that may lead here.
    private bool CanStillCome(FlowConnection connection)
    {
        if (HasToken(connection.Source)) return true;
        foreach (var ancestor in graph.Ancestors(connection.Source))
        {
            if (HasToken(ancestor)) return true;
        }

        return false;
    }

    private void CompleteIfDone()
    {
        if (x.HasPendingChildren || x.HasFaultedChildren || state.Tokens.Exists(token => !token.Blocked)) return;
        x.Complete();
    }

    private bool HasToken(ActivityNode to) => state.Tokens.Exists(token => !token.Blocked && string.Equals(token.To, to.Id, StringComparison.Ordinal));

    private MergeMode ModeOf(ActivityNode target)
    {
        if (target.Activity is not FlowJoin) return plan.MergeModeOf(target);
        if (!target.Inputs.TryGetValue("mode", out var mode)) return MergeMode.Race;
        var value = x.Evaluate(mode.Expression, "String");
        return value.ValueKind == JsonValueKind.String && FlowJoinModes.Normalise(value.GetString()!) != "WaitAny" ? MergeMode.Merge : MergeMode.Race;
    }

    private static FlowToken Token(FlowConnection connection, bool blocked) =>
        new(connection.Source.Id, connection.Port, connection.Target.Id, Consumed: false, blocked);

    private static bool Matches(FlowToken token, FlowConnection connection) =>
        string.Equals(token.From, connection.Source.Id, StringComparison.Ordinal)
        && string.Equals(token.To, connection.Target.Id, StringComparison.Ordinal)
        && string.Equals(token.Outcome, connection.Port, StringComparison.Ordinal);
}
