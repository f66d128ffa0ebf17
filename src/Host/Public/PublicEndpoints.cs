using GridGov.Workflow.Host.Load;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Public;

/// <summary>Progress and evaluation for other systems that serve citizens, such as a mini-program; no account.</summary>
internal static class PublicEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup(PublicPages.CasesPath).WithTags("Public").AddEndpointFilter<AdmitCommands>();
        cases.MapGet("/{queryCode}", ReadAsync).RequireRateLimiting(PublicServices.Reading);
        cases.MapPost("/{queryCode}/evaluation", EvaluateAsync).RequireRateLimiting(PublicServices.Sending);
    }

    private static async Task<PublicProgress> ReadAsync(string queryCode, PublicCases cases, PublicService service, CancellationToken stop, string? phone = null)
    {
        var (@case, hasPhone) = await cases.FindAsync(queryCode, phone, stop) ?? throw Unknown();
        return service.View(@case, hasPhone);
    }

    private static async Task<PublicProgress> EvaluateAsync(
        string queryCode, Command<PublicEvaluation> command, PublicCases cases, PublicService service, CancellationToken stop)
    {
        var (@case, hasPhone) = await cases.FindAsync(queryCode, command.Body.Phone, stop) ?? throw Unknown();
        if (!hasPhone) throw ProblemException.Forbidden("public.no-phone", "Only a requester who left a phone is asked for an evaluation.");
        await service.EvaluateAsync(@case, command.Body, command.Id, stop);
        return service.View((await cases.FindAsync(queryCode, command.Body.Phone, stop))!.Value.Case, hasPhone);
    }

    // One answer for a wrong code and for a wrong phone.
    private static ProblemException Unknown() =>
        new(StatusCodes.Status404NotFound, "public.unknown", "Query code and phone do not belong to one case.");
}
