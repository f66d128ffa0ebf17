namespace GridGov.Workflow.Engine.Definitions;

/// <summary>How serious a finding about a definition is: errors refuse publication, warnings are shown.</summary>
public enum FaultSeverity { Warning, Error }

/// <summary>
/// One finding about a definition. All findings of a publication are reported together.
/// </summary>
/// <param name="Code">Stable code, such as <c>expression.syntax</c> or <c>connection.unknown-port</c>.</param>
/// <param name="ActivityId">The activity concerned, or null for the definition itself.</param>
/// <param name="Field">JSON member concerned, such as <c>condition</c> or <c>connections[3].source.port</c>.</param>
/// <param name="Value">The offending value as text, shortened to 200 characters.</param>
/// <param name="Message">What is wrong and what is allowed, for a person.</param>
public sealed record DefinitionFault(
    FaultSeverity Severity, string Code, string? ActivityId, string Field, string? Value, string Message);
