namespace GridGov.Workflow.Activities.Directory;

/// <summary>Whether a person may act, and why not.</summary>
/// <param name="Allowed">The answer.</param>
/// <param name="Role">The role that allows it, null when refused.</param>
/// <param name="Rule">Stable name of the refusing rule, null when allowed.</param>
/// <param name="Text">The reason of the refusal in Chinese, null when allowed.</param>
public sealed record Permission(bool Allowed, Role? Role, string? Rule, string? Text);
