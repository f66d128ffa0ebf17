using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Public.Pages;
using GridGov.Workflow.Host.Requests;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GridGov.Workflow.Host.Public;

/// <summary>What the requester does on the page of the case: evaluate, add, withdraw.</summary>
internal static class CasePages
{
    private static readonly string[] Done = ["evaluation", "addition", "withdrawal"];

    public static void Map(RouteGroupBuilder sent, RequestSizeLimitAttribute size)
    {
        sent.MapPost("/case/evaluation", (CaseForm form, PublicService service, CancellationToken stop) => form.DoAsync("evaluation", async (@case, fields, id) =>
            await service.EvaluateAsync(@case, Evaluation(fields), id, stop), stop));
        sent.MapPost("/case/addition", AddAsync).WithMetadata(size);
        sent.MapPost("/case/withdrawal", (CaseForm form, PublicService service, CancellationToken stop) => form.DoAsync("withdrawal", async (@case, fields, id) =>
            await service.WithdrawAsync(@case, fields.ContainsKey("settled"), id, stop), stop));
    }

    /// <summary>Key of the text that tells what was done, or null.</summary>
    public static string? DoneText(string? done) => Done.Contains(done) ? $"Public.Done.{done}" : null;

    private static Task<IResult> AddAsync(CaseForm form, PublicService service, PublicPhotos photos, CancellationToken stop) => form.DoAsync("addition", async (@case, fields, id) =>
    {
        if (photos.Fault(fields.Files) is { } fault) throw new FormFaultException(fault);
        var stored = await photos.StoreAsync(fields.Files, stop) ?? throw new FormFaultException("Public.Fault.PhotoKind");
        var words = fields["words"].ToString();
        if (string.IsNullOrWhiteSpace(words) && stored.Count == 0) throw new FormFaultException("Public.Fault.NothingAdded");
        await service.AddAsync(@case, words, stored, id, stop);
    }, stop);

    private static PublicEvaluation Evaluation(IFormCollection fields)
    {
        var evaluation = new PublicEvaluation(
            Satisfaction: Choice("satisfaction"), Service: Choice("service"), Contacted: Flag("contacted"), Solved: Flag("solved"), Words: fields["words"]);
        if (evaluation.Satisfaction is null) throw new FormFaultException("Public.Fault.Satisfaction");
        var isBad = evaluation.Satisfaction is Satisfaction.Dissatisfied or Satisfaction.VeryDissatisfied;
        return isBad && string.IsNullOrWhiteSpace(evaluation.Words) ? throw new FormFaultException("Public.Fault.BadNeedsWords") : evaluation;

        Satisfaction? Choice(string name) => Enum.TryParse<Satisfaction>(fields[name], out var value) && Enum.IsDefined(value) ? value : null;
        bool? Flag(string name) => fields[name].ToString() switch { "yes" => true, "no" => false, _ => null };
    }
}

/// <summary>Something in a form that the citizen can mend; the message is the key of a text.</summary>
internal sealed class FormFaultException(string text) : Exception(text);

/// <summary>A form of the case page: whose case it is about, whether it may be obeyed, and the page that follows.</summary>
internal sealed class CaseForm(IHttpContextAccessor http, IAntiforgery antiforgery, CaseTickets tickets, PublicCases cases, PublicService service)
{
    public async Task<IResult> DoAsync(string what, Func<GovCase, IFormCollection, string, Task> act, CancellationToken stop)
    {
        var context = http.HttpContext!;
        var isSound = await SentForms.IsSoundAsync(context, antiforgery);
        if (tickets.Read(context) is not { } ticket || await cases.FindAsync(ticket, stop) is not { } @case) return Results.LocalRedirect(PublicPages.ProgressPath);
        if (!isSound) return Again(@case, ticket, "Public.Fault.FormTooOld");
        var fields = await context.Request.ReadFormAsync(stop);
        if (FormKey.Read(fields["key"]) is not { } key) return Again(@case, ticket, "Public.Fault.FormTooOld");
        if (what == "evaluation" && !ticket.HasPhone) return Again(@case, ticket, "Public.Fault.NoPhone");
        try
        {
            await act(@case, fields, FormKey.CommandId($"{what} {ticket.CaseNumber}", key));
            return Results.LocalRedirect($"{PublicPages.CasePath}?done={what}");
        }
        catch (FormFaultException fault)
        {
            return Again(@case, ticket, fault.Message);
        }
        catch (ProblemException refused) when (refused.Status is StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity or StatusCodes.Status403Forbidden)
        {
            // The case has moved on meanwhile: the page shows where it is now.
            return Again(await cases.FindAsync(ticket, stop) ?? @case, ticket, "Public.Fault.MovedOn");
        }
    }

    private IResult Again(GovCase @case, CaseTicket ticket, string fault) => new RazorComponentResult<CasePage>(new
    {
        Progress = service.View(@case, ticket.HasPhone),
        Fault = fault,
    })
    { StatusCode = StatusCodes.Status422UnprocessableEntity };
}
