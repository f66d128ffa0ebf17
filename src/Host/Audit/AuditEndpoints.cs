using GridGov.Workflow.Engine.Persistence;
using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Audit;

/// <summary>Proofs that histories were not altered, for auditors.</summary>
internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/audit").WithTags("Audit");
        group.MapPost("/verify", (Command<VerifyRequest> command, AuditTrail audit, CancellationToken stop) => audit.VerifyAsync(command.Body, null, stop));
        group.MapGet("/anchors", async (AuditTrail audit, CancellationToken stop, long? before = null, int? limit = null) =>
            new Listing<AnchorRow>(await audit.AnchorsAsync(before, Cursor.Limit(limit), stop)));
        group.MapPost("/anchors", async (Command<Definitions.Empty> _, AuditTrail audit, CancellationToken stop) => Results.Ok(await audit.AnchorAsync(stop))).Produces<AnchorRow>();
    }
}
