namespace GridGov.Workflow.Engine.Definitions.Documents;

/// <summary>Why a definition command was refused; the edge maps it to a status code.</summary>
public enum DefinitionErrorKind
{
    /// <summary>The text is not a definition, or breaks a limit (400).</summary>
    Format,

    /// <summary>No such definition or version (404).</summary>
    NotFound,

    /// <summary>The definition is read-only (403).</summary>
    ReadOnly,

    /// <summary>The command does not fit the state of the versions, such as retracting what is not published (400).</summary>
    State,

    /// <summary>Validation found errors (400); see <see cref="DefinitionException.Faults"/>.</summary>
    Invalid,

    /// <summary>Other writers kept winning (409); try again.</summary>
    Conflict,
}

/// <summary>A definition command was refused. The message is for a person (zh-CN) and names value and what is allowed.</summary>
public sealed class DefinitionException(
    DefinitionErrorKind kind, string code, string message, IReadOnlyList<DefinitionFault>? faults = null, Exception? inner = null)
    : Exception(message, inner)
{
    public DefinitionErrorKind Kind { get; } = kind;

    /// <summary>Stable code such as <c>definition.too-large</c>.</summary>
    public string Code { get; } = code;

    /// <summary>All findings, warnings included, when <see cref="Kind"/> is Invalid; otherwise empty.</summary>
    public IReadOnlyList<DefinitionFault> Faults { get; } = faults ?? [];

    /// <summary>Who changed the draft meanwhile, and when; set with code <c>definition.changed</c>.</summary>
    public DefinitionEdit? Other { get; init; }

    internal static DefinitionException Create(DefinitionErrorKind kind, string code, params object?[] arguments) =>
        new(kind, code, DefinitionTexts.Format(code, arguments));
}

/// <summary>A save of a definition.</summary>
public sealed record DefinitionEdit(string? Name, string? SavedBy, DateTimeOffset SavedAt);
