namespace GridGov.Workflow.Engine.Runtime;

/// <summary>What nodes tell each other.</summary>
public static class ClusterTopics
{
    /// <summary>A burst of an instance was committed; the key is the instance's id.</summary>
    public const string Instance = "instance";
}
