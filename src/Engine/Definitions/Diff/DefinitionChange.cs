namespace GridGov.Workflow.Engine.Definitions.Diff;

/// <summary>What kind of difference; stable, for programs.</summary>
public enum DefinitionChangeKind
{
    SettingChanged,
    ActivityAdded,
    ActivityRemoved,
    ActivityChanged,
    ActivityMoved,
    ConnectionAdded,
    ConnectionRemoved,
    VariableAdded,
    VariableRemoved,
    VariableChanged,
    InputAdded,
    InputRemoved,
    InputChanged,
    OutputAdded,
    OutputRemoved,
    OutputChanged,
}

/// <summary>One difference between two versions.</summary>
/// <param name="ActivityId">The activity concerned, or null.</param>
/// <param name="Field">JSON member concerned, or null.</param>
/// <param name="Before">Old value as text, shortened; null when there was none.</param>
/// <param name="After">New value as text, shortened; null when there is none.</param>
/// <param name="Text">The difference in words of the language asked for.</param>
public sealed record DefinitionChange(
    DefinitionChangeKind Kind, string? ActivityId, string? Field, string? Before, string? After, string Text);
