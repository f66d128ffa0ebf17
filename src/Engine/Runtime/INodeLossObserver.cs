namespace GridGov.Workflow.Engine.Runtime;

/// <summary>Hears, on one living node, that another node was declared dead: what it had in its memory about its last commits is gone.</summary>
public interface INodeLossObserver
{
    /// <summary>Takes a note and returns at once.</summary>
    void NodeLost();
}
