using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Substitutions;

/// <summary>Deputies for absent persons over REST.</summary>
internal static class SubstitutionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/substitutions").WithTags("Substitutions");
        group.MapGet("", async (SubstitutionBook book, CancellationToken stop) => new Listing<SubstitutionView>(await book.ListAsync(stop)));
        group.MapPost("", async (Command<SubstitutionRequest> command, SubstitutionBook book, CancellationToken stop) =>
            {
                var view = await book.SetAsync(command, stop);
                return Results.Created($"/api/substitutions/{view.Id}", view);
            })
            .Produces<SubstitutionView>(StatusCodes.Status201Created).AddEndpointFilter<IdempotentPosts>();
        group.MapPost("/{id}/end", (string id, Command<EndSubstitutionRequest> command, SubstitutionBook book, CancellationToken stop) => book.EndAsync(id, command, stop))
            .AddEndpointFilter<IdempotentPosts>();
    }
}
