using GridGov.Workflow.Activities.Cases;
using GridGov.Workflow.Activities.Deadlines;
using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Engine.Runtime;
using GridGov.Workflow.Host.Attachments;
using GridGov.Workflow.Host.Cases;
using GridGov.Workflow.Host.Load;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Public.Pages;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Public;

/// <summary>
/// The public pages: report, progress, evaluation. Rendered on the server, no script needed, no account. A form that was sent
/// is answered by a redirect, so that reloading sends nothing again.
/// </summary>
internal static class PublicPages
{
    public const string Root = "/public";
    public const string ReportPath = Root + "/report";
    public const string ReceiptPath = Root + "/receipt";
    public const string ProgressPath = Root + "/progress";
    public const string CasePath = Root + "/case";
    public const string LeavePath = CasePath + "/leave";
    public const string EvaluationPath = CasePath + "/evaluation";
    public const string AdditionPath = CasePath + "/addition";
    public const string WithdrawalPath = CasePath + "/withdrawal";

    /// <summary>The JSON routes.</summary>
    public const string CasesPath = Root + "/cases";

    public static void Map(WebApplication app)
    {
        var size = new RequestSizeLimitAttribute(PublicPhotos.MostBytes(app.Services.GetRequiredService<IOptions<AttachmentOptions>>().Value));
        var pages = app.MapGroup(Root).ExcludeFromDescription().DisableAntiforgery().RequireRateLimiting(PublicServices.Reading);
        pages.MapGet("", () => new RazorComponentResult<HomePage>());
        pages.MapGet("/report", (string? q, GridChoices grids) => new RazorComponentResult<ReportPage>(new { Grids = grids.Find(q), Search = q }));
        pages.MapGet("/receipt", IResult (HttpContext context, CaseTickets tickets) => tickets.Read(context) is { } ticket
            ? new RazorComponentResult<ReceiptPage>(new { Ticket = ticket })
            : Results.LocalRedirect(Root));
        pages.MapGet("/progress", () => new RazorComponentResult<ProgressPage>());
        pages.MapGet("/case", CaseAsync);

        var sent = app.MapGroup(Root).ExcludeFromDescription().DisableAntiforgery().RequireRateLimiting(PublicServices.Sending).AddEndpointFilter<AdmitCommands>();
        sent.MapPost("/report", ReportAsync).WithMetadata(size);
        sent.MapPost("/progress", FindAsync);
        sent.MapPost("/case/leave", (HttpContext context) =>
        {
            CaseTickets.Drop(context);
            return Results.LocalRedirect(Root);
        });
        CasePages.Map(sent, size);
    }

    private static async Task<IResult> ReportAsync(
        HttpContext context, IAntiforgery antiforgery, GridChoices grids, IDirectory directory, IBusinessClock clock, PublicPhotos photos,
        CaseIntake intake, CaseTickets tickets, CurrentUser user, CancellationToken stop)
    {
        if (!await SentForms.IsSoundAsync(context, antiforgery)) return Again(null, "form", "Public.Fault.FormTooOld");
        var form = await context.Request.ReadFormAsync(stop);
        var report = PublicReport.Of(form);
        if (FormKey.Read(form["key"]) is not { } key) return Again(report, "form", "Public.Fault.FormTooOld");
        if (report.Fault(directory.Current, clock.Now) is { } fault) return Again(report, fault.Field, fault.Text);
        if (photos.Fault(form.Files) is { } photoFault) return Again(report, PublicPhotos.Field, photoFault);
        if (await photos.StoreAsync(form.Files, stop) is not { } stored) return Again(report, PublicPhotos.Field, "Public.Fault.PhotoKind");
        try
        {
            var reply = await intake.ReportAsync(report.ToCommand(key, stored, user, clock), stop);
            tickets.Give(context, new CaseTicket(reply.CaseNumber, reply.QueryCode, report.Phone is not null));
            return Results.LocalRedirect(ReceiptPath);
        }
        catch (ProblemException refused) when (refused.Code == "idempotency.body-differs")
        {
            return Again(report, "form", "Public.Fault.AlreadySent");
        }

        IResult Again(PublicReport? report, string field, string text) => new RazorComponentResult<ReportPage>(new
        {
            Grids = grids.Find(null, report?.Grid),
            Report = report,
            Field = field,
            Fault = text,
        })
        { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<IResult> FindAsync(
        [FromForm] string? code, [FromForm] string? phone, HttpContext context, IAntiforgery antiforgery, PublicCases cases, CaseTickets tickets, CancellationToken stop)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Again("Public.Fault.FormTooOld", StatusCodes.Status400BadRequest);
        try
        {
            if (await cases.FindAsync(code, phone, stop) is not { } found) return Again("Public.Fault.Unknown", StatusCodes.Status404NotFound);
            tickets.Give(context, new CaseTicket(found.Case.CaseNumber, found.Case.QueryCode, found.HasPhone));
            return Results.LocalRedirect(CasePath);
        }
        catch (ProblemException tooMany) when (tooMany.Status == StatusCodes.Status429TooManyRequests)
        {
            return Again("Public.Fault.TooManyTries", tooMany.Status);
        }

        IResult Again(string fault, int status) => new RazorComponentResult<ProgressPage>(new { Code = code, Fault = fault }) { StatusCode = status };
    }

    private static async Task<IResult> CaseAsync(HttpContext context, CaseTickets tickets, PublicCases cases, PublicService service, CancellationToken stop, string? done = null)
    {
        if (tickets.Read(context) is not { } ticket || await cases.FindAsync(ticket, stop) is not { } @case) return Results.LocalRedirect(ProgressPath);
        return new RazorComponentResult<CasePage>(new { Progress = service.View(@case, ticket.HasPhone), Done = CasePages.DoneText(done) });
    }
}
