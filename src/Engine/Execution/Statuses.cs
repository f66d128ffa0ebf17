namespace GridGov.Workflow.Engine.Execution;

/// <summary>Main status of an instance (elsa-definition-format.md §11.1).</summary>
public enum WorkflowStatus { Running, Finished }

/// <summary>Detail of the status; Elsa's spelling, <c>Cancelled</c> with two l.</summary>
public enum WorkflowSubStatus { Pending, Executing, Suspended, Interrupted, Finished, Cancelled, Faulted }

/// <summary>Status of one activity execution; Elsa's spelling, <c>Canceled</c> with one l.</summary>
public enum ActivityStatus { Pending, Running, Completed, Canceled, Faulted }

/// <summary>Which of Elsa's two flowchart engines an instance uses (elsa-definition-format.md §8.3).</summary>
public enum FlowchartMode { CounterBased, TokenBased }
