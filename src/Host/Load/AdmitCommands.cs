using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Public;

namespace GridGov.Workflow.Host.Load;

/// <summary>
/// Leads commands through the gate. Reads pass, and so do uploads, which write no burst and may be slow for reasons of their own. A filter
/// sees a request when its JSON body is there: a slow sender holds no place.
/// </summary>
internal sealed class AdmitCommands(CommandGate gate) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsUpload(request)) return await next(context);
        if (!gate.TryEnter()) return Refuse(request);
        try
        {
            return await next(context);
        }
        finally
        {
            gate.Leave();
        }
    }

    private static bool IsUpload(HttpRequest request) => request.Path.StartsWithSegments(Attachments.AttachmentEndpoints.Path, StringComparison.OrdinalIgnoreCase);

    private IResult Refuse(HttpRequest request)
    {
        var isForm = request.Path.StartsWithSegments(PublicPages.Root, StringComparison.OrdinalIgnoreCase)
            && !request.Path.StartsWithSegments(PublicPages.CasesPath, StringComparison.OrdinalIgnoreCase);
        if (!isForm) throw TooMuch(gate.RetryAfter);
        request.HttpContext.Response.Headers.RetryAfter = ProblemHandler.Seconds(gate.RetryAfter);
        return PublicServices.Busy();
    }

    private static ProblemException TooMuch(TimeSpan after) => new(StatusCodes.Status429TooManyRequests, "load.too-much",
        "The node has as much to do as it can finish soon, and has done nothing of this request. Send it again after the seconds in Retry-After, with the same Idempotency-Key.")
    { RetryAfter = after };
}
