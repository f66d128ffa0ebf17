namespace GridGov.Workflow.Host.Problems;

/// <summary>Problem documents from places that cannot throw: authentication and middleware.</summary>
internal static class ProblemAnswers
{
    public static async Task RefuseAsync(this IProblemDetailsService problems, HttpContext context, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        await problems.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Status = status, Type = "urn:gridgov:problem:" + code, Detail = detail, Extensions = { ["code"] = code } },
        });
    }
}
