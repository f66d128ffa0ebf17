using System.Text;
using System.Text.Json;
using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Administration.ReferenceData;

/// <summary>
/// Calendars and catalogues over REST, for the system administrator. Bodies are the files themselves, in the form of those that are
/// shipped; a calendar may also be a single row of <c>years</c>.
/// </summary>
internal static class ReferenceEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var calendars = api.MapGroup("/admin/calendars").WithTags("Administration");
        calendars.MapGet("", (CalendarEditing editing) => new Listing<CalendarVersionView>(editing.List()));
        calendars.MapGet("/{version}", (string version, CalendarEditing editing) => Results.Content(editing.Text(version), "application/json", Encoding.UTF8))
            .Produces<JsonElement>();
        calendars.MapPost("/preview", (Command<JsonElement> _, HttpContext context, CalendarEditing editing) => editing.Preview(Body(context)));
        calendars.MapPost("", (Command<JsonElement> _, HttpContext context, CalendarEditing editing, CancellationToken stop, string? basedOn = null) =>
            editing.AddAsync(Body(context), basedOn, stop)).AddEndpointFilter<IdempotentPosts>();

        var catalogues = api.MapGroup("/admin/catalogues").WithTags("Administration");
        catalogues.MapGet("", (CatalogueEditing editing) => new Listing<CatalogueVersionView>(editing.List()));
        catalogues.MapGet("/{version}", (string version, CatalogueEditing editing) => Results.Content(editing.Text(version), "application/json", Encoding.UTF8))
            .Produces<JsonElement>();
        catalogues.MapPost("/preview", (Command<JsonElement> _, HttpContext context, CatalogueEditing editing) => editing.Preview(Body(context)));
        catalogues.MapPost("", (Command<JsonElement> _, HttpContext context, CatalogueEditing editing, CancellationToken stop) =>
            editing.AddAsync(Body(context), stop)).AddEndpointFilter<IdempotentPosts>();
    }

    // The bytes as they came, so that lines and columns are those of the sender's file.
    private static string Body(HttpContext context) => Encoding.UTF8.GetString(((ReadOnlyMemory<byte>)context.Items[RequestBody.BytesItem]!).Span);
}
