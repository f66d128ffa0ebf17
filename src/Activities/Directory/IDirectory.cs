namespace GridGov.Workflow.Activities.Directory;

/// <summary>The directory in force.</summary>
public interface IDirectory
{
    /// <summary>The newest version that was loaded; never null after the Host has started.</summary>
    DirectorySnapshot Current { get; }
}
