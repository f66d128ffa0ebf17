namespace GridGov.Workflow.Host.Problems;

/// <summary>
/// A request that cannot be served, told so that the caller can mend it: which field, which value, what is allowed.
/// Becomes a problem document (RFC 9457) with members <c>code</c>, <c>field</c>, <c>value</c> and <c>allowed</c>.
/// </summary>
public sealed class ProblemException(int status, string code, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    /// <summary>Stable code, such as <c>body.not-json</c> or the name of a rule of the case.</summary>
    public string Code { get; } = code;
    public string? Field { get; init; }
    public string? Value { get; init; }
    public string? Allowed { get; init; }

    /// <summary>When the same request may be sent again; null when that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Further members of the problem document.</summary>
    public IReadOnlyDictionary<string, object?>? More { get; init; }

    public static ProblemException Invalid(string field, string? value, string allowed) =>
        new(StatusCodes.Status422UnprocessableEntity, "field.invalid",
            $"Field '{field}' has the value '{Shorten(value)}'; allowed: {allowed}.")
        { Field = field, Value = Shorten(value), Allowed = allowed };

    public static ProblemException Missing(string field, string allowed) =>
        new(StatusCodes.Status422UnprocessableEntity, "field.missing", $"Field '{field}' is missing; allowed: {allowed}.")
        { Field = field, Allowed = allowed };

    public static ProblemException NotFound(string what, string? id) =>
        new(StatusCodes.Status404NotFound, "not-found", $"There is no {what} '{Shorten(id)}' that you may see.")
        { Field = what, Value = Shorten(id) };

    public static ProblemException Forbidden(string code, string detail) => new(StatusCodes.Status403Forbidden, code, detail);

    private static string? Shorten(string? value) => value is { Length: > 120 } ? value[..120] + "…" : value;
}
