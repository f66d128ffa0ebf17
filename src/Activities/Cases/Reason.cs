namespace GridGov.Workflow.Activities.Cases;

/// <summary>Why something was done: a code of the list for the kind of decision, and free text (rule G1).</summary>
public sealed record Reason(string Code, string Text);
