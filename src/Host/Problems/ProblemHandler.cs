using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GridGov.Workflow.Engine.Execution;
using GridGov.Workflow.Host.Startup;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace GridGov.Workflow.Host.Problems;

/// <summary>Turns exceptions into problem documents; the text of an unexpected one is logged, never sent.</summary>
internal sealed partial class ProblemHandler(IProblemDetailsService problems, Readiness readiness, ILogger<ProblemHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException) return true;
        var details = Describe(exception, readiness.Waiting is not null);
        if (details.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = Seconds(RetryAfter);
            LogUnavailable(logger, exception, context.Request.Method, RouteOf(context));
        }
        else if (details.Status >= StatusCodes.Status500InternalServerError)
        {
            LogUnexpected(logger, exception, context.Request.Method, RouteOf(context));
        }

        if (exception is ProblemException { RetryAfter: { } after }) context.Response.Headers.RetryAfter = Seconds(after);
        context.Response.StatusCode = details.Status!.Value;
        details.Extensions["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details });
    }

    /// <summary>A time for <c>Retry-After</c>: whole seconds, at least one.</summary>
    public static string Seconds(TimeSpan after) => Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>A refusal of the engine as a problem: conflict 409, forbidden 403, invalid 422, not found 404.</summary>
    public static ProblemException ToProblem(Refusal refusal) =>
        new(refusal.Kind switch
        {
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status409Conflict,
        }, refusal.Code, refusal.Message)
        {
            Field = refusal.Field,
            More = refusal.Details is { } details ? new Dictionary<string, object?> { ["faults"] = details } : null,
        };

    // The path itself may hold a citizen's query code.
    private static string RouteOf(HttpContext context) =>
        (context.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    // While the Host starts or stops, things are not there yet or no longer: what fails then is no fault.
    private static ProblemDetails Describe(Exception exception, bool isStartingOrStopping)
    {
        switch (exception)
        {
            case ProblemException problem:
                var details = New(problem.Status, problem.Code, problem.Message);
                if (problem.Field is not null) details.Extensions["field"] = problem.Field;
                if (problem.Value is not null) details.Extensions["value"] = problem.Value;
                if (problem.Allowed is not null) details.Extensions["allowed"] = problem.Allowed;
                foreach (var (key, value) in problem.More ?? new Dictionary<string, object?>()) details.Extensions[key] = value;
                return details;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return New(StatusCodes.Status413PayloadTooLarge, "body.too-large", "The body is larger than allowed: 1 MB (1,048,576 bytes).");
            case BadHttpRequestException bad:
                return New(bad.StatusCode, "request.bad", bad.Message);
            case JsonException json:
                return New(StatusCodes.Status400BadRequest, "body.not-json", json.Message);
            case var trouble when isStartingOrStopping || Unavailability.Is(trouble):
                return New(StatusCodes.Status503ServiceUnavailable, "unavailable",
                    "The service cannot do this at present; whether anything of it was done is not known. Send the same request with the same Idempotency-Key again after the seconds in Retry-After: it takes effect once.");
            default:
                return New(StatusCodes.Status500InternalServerError, "internal",
                    "Something went wrong on our side. Nothing of your request was half-done; the same request with the same Idempotency-Key may be sent again.");
        }
    }

    private static ProblemDetails New(int status, string code, string detail) => new()
    {
        Status = status,
        Type = "urn:gridgov:problem:" + code,
        Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    [LoggerMessage(LogLevel.Warning, "Unavailable for {Method} {Route}")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(LogLevel.Error, "Unexpected error in {Method} {Route}")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string method, string route);
}
