namespace GridGov.Workflow.Engine.Execution;

/// <summary>
/// Something was stored by a newer version, in a format that this one cannot read. During a rolling upgrade that passes: the caller
/// tries again, and nothing was changed.
/// </summary>
[GenerateSerializer]
[Alias("gridgov.newer-format")]
public sealed class NewerFormatException(string message) : Exception(message);
