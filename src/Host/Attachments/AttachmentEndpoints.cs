using GridGov.Workflow.Activities.Directory;
using GridGov.Workflow.Host.Problems;
using GridGov.Workflow.Host.Requests;
using GridGov.Workflow.Host.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace GridGov.Workflow.Host.Attachments;

/// <summary>Attachments over REST: upload, and read under the rights of their cases.</summary>
internal static class AttachmentEndpoints
{
    public const string Path = "/api/attachments";

    // Room for the boundaries and headers of a multipart body.
    private const int FormOverhead = 64 * 1024;

    // They act on no case, so they have nothing to attach.
    private static readonly Role[] Readers = [Role.Auditor, Role.SystemAdmin, Role.SecurityAdmin, Role.AuditAdmin];

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/attachments").WithTags("Attachments");
        group.MapPost("", UploadAsync).DisableAntiforgery().Produces<AttachmentView>(StatusCodes.Status201Created)
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream");
        group.MapGet("/{reference}", ReadAsync).Produces<Stream>(contentType: "application/octet-stream");
        api.MapGet("/cases/{caseNumber}/attachments", async (string caseNumber, AttachmentReading reading, CancellationToken stop) =>
            new Listing<AttachmentView>(await reading.OfCaseAsync(caseNumber, stop))).WithTags("Cases");
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context, AttachmentStore store, IOptions<AttachmentOptions> options, CurrentUser user, CurrentPerson person, CancellationToken stop, string? name = null)
    {
        if (!user.IsTrustedSystem && person.Required.Roles.Any(Readers.Contains))
            throw ProblemException.Forbidden("Role.NotGranted", $"'{user.Actor.Id}' acts on no case and so uploads nothing.");
        var limit = options.Value.MaxBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limit + FormOverhead;
        if (!context.Request.HasFormContentType) return Stored(await store.SaveAsync(context.Request.Body, name, limit, ContentKind.All, user.Actor.Id, stop));

        var form = await context.Request.ReadFormAsync(new FormOptions
        {
            MultipartBodyLengthLimit = limit + FormOverhead,
        }, stop);
        var file = form.Files.GetFile("file") ?? throw ProblemException.Missing("file", "one file");
        await using var content = file.OpenReadStream();
        return Stored(await store.SaveAsync(content, file.FileName, limit, ContentKind.All, user.Actor.Id, stop));
    }

    private static IResult Stored(AttachmentView view) => Results.Created(view.Url, view);

    private static async Task<IResult> ReadAsync(string reference, AttachmentReading reading, BlobFolder folder, HttpContext context, CancellationToken stop)
    {
        var view = await reading.RequireAsync(reference, stop);
        var hash = AttachmentReference.HashOf(view.Reference)!;
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue(view.IsPicture ? "inline" : "attachment");
        disposition.SetHttpFileName(view.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        return Results.File(folder.PathOf(hash), view.ContentType, enableRangeProcessing: true);
    }
}
