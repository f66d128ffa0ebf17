namespace GridGov.Workflow.Engine.History.Archives;

/// <summary>Where archive files lie; one folder for all nodes of a cluster.</summary>
public sealed class ArchiveFolder(string root)
{
    public string Root { get; } = root;

    public string PathOf(string name) => Path.Combine(Root, name);
}
