namespace GridGov.Workflow.Engine.Activities;

/// <summary>Marks the workflow and workflows used as activities: <c>Complete</c> ends the nearest of them.</summary>
public interface IComposite;

/// <summary>Marks loops: <c>Break</c> ends the nearest of them.</summary>
public interface ILoop;
