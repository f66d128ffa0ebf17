using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Administration.Keys;

/// <summary>API keys over REST. A new key is in one answer and nowhere else, so that answer is not kept for repeats.</summary>
internal static class KeyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Administration");
        keys.MapGet("", async (KeyAdministration administration, CancellationToken stop) => new Listing<KeyView>(await administration.ListAsync(stop)));
        keys.MapPost("", async (HttpContext context, KeyAdministration administration, CancellationToken stop) =>
        {
            var made = await administration.CreateAsync(RequestBody.Parse<NewKeyRequest>(await RequestBody.ReadAsync(context.Request)), stop);
            context.Response.Headers.CacheControl = "no-store";
            return Results.Created($"/api/keys/{made.View.Id}", made);
        }).Accepts<NewKeyRequest>("application/json").Produces<NewKeyView>(StatusCodes.Status201Created);
        keys.MapPost("/{id}/revoke", (string id, Command<RevokeKeyRequest> command, KeyAdministration administration, CancellationToken stop) =>
            administration.RevokeAsync(id, command.Body, stop));
    }
}
