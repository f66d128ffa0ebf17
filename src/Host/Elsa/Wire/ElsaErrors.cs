using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Definitions;
using GridGov.Workflow.Engine.Definitions.Documents;
using GridGov.Workflow.Host.Problems;

namespace GridGov.Workflow.Host.Elsa.Wire;

/// <summary>
/// Refusals as Studio understands them (elsa-studio-contract.md §5): a problem document that also carries <c>statusCode</c>,
/// <c>message</c> and <c>errors</c>, whose texts Studio shows. Never 5xx, which Studio would send again and again.
/// </summary>
internal static class ElsaErrors
{
    /// <summary>A refusal with its text from the resource.</summary>
    public static ProblemException New(int status, string code, params object?[] arguments) => With(status, code, [ElsaTexts.Format(code, arguments)]);

    public static ProblemException Invalid(string code, params object?[] arguments) => New(StatusCodes.Status400BadRequest, code, arguments);

    public static ProblemException NotFound(string code, params object?[] arguments) => New(StatusCodes.Status404NotFound, code, arguments);

    /// <summary>A refusal of the definition store.</summary>
    public static ProblemException Of(DefinitionException refused, IDirectory directory)
    {
        if (refused.Other is { } other) return Changed(refused.Code, other, directory);
        var status = refused.Kind switch
        {
            DefinitionErrorKind.NotFound => StatusCodes.Status404NotFound,
            DefinitionErrorKind.ReadOnly => StatusCodes.Status403Forbidden,
            DefinitionErrorKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
        var errors = refused.Faults.Where(fault => fault.Severity == FaultSeverity.Error).Select(Words).Distinct().ToArray();
        return With(status, refused.Code, errors.Length == 0 ? [refused.Message] : errors, refused.Message, ("faults", refused.Faults));
    }

    /// <summary>A refusal from elsewhere, given the members that Studio reads.</summary>
    public static ProblemException Of(ProblemException problem) => problem.More?.ContainsKey("errors") == true
        ? problem
        : With(
            problem.Status == StatusCodes.Status422UnprocessableEntity ? StatusCodes.Status400BadRequest : problem.Status,
            problem.Code, problem.RetryAfter, [problem.Message], problem.Message, [.. (problem.More ?? new Dictionary<string, object?>()).Select(member => (member.Key, member.Value))]);

    /// <summary>A finding with its place: what a script engine says is not Chinese, and says nothing of the activity.</summary>
    private static string Words(DefinitionFault fault) => fault.ActivityId is null
        ? fault.Message
        : ElsaTexts.Format("definition.fault", fault.ActivityId, fault.Field, fault.Message);

    private static ProblemException Changed(string code, DefinitionEdit other, IDirectory directory)
    {
        var by = other.SavedBy is null ? null : directory.Current.PersonById(other.SavedBy)?.Name ?? other.SavedBy;
        var text = ElsaTexts.Format(code, other.Name, by ?? ElsaTexts.Format("definition.someone"), ElsaTexts.LocalTime(other.SavedAt));
        return With(StatusCodes.Status409Conflict, code, [text], text, ("changedBy", other.SavedBy), ("changedByName", by), ("changedAt", other.SavedAt));
    }

    private static ProblemException With(
        int status, string code, IReadOnlyList<string> errors, string? detail = null, params IReadOnlyList<(string Name, object? Value)> more) =>
        With(status, code, null, errors, detail, more);

    private static ProblemException With(
        int status, string code, TimeSpan? retryAfter, IReadOnlyList<string> errors, string? detail, IReadOnlyList<(string Name, object? Value)> more)
    {
        var members = new Dictionary<string, object?>
        {
            ["statusCode"] = status,
            ["message"] = ElsaTexts.Format("error.title"),
            ["errors"] = new Dictionary<string, object> { ["generalErrors"] = errors },
        };
        foreach (var (name, value) in more) members[name] = value;
        return new ProblemException(status, code, detail ?? string.Join(' ', errors))
        {
            More = members,
            RetryAfter = retryAfter,
        };
    }
}
