using GridGov.Workflow.Host.Requests;

namespace GridGov.Workflow.Host.Instances;

/// <summary>Open incidents for operators: the system administrator, and the designers of processes.</summary>
internal static class IncidentEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/incidents").WithTags("Incidents");
        group.MapGet("/", async (IncidentOperations incidents, CancellationToken stop, int? limit = null) => new Listing<IncidentView>(await incidents.ListAsync(Cursor.Limit(limit), stop)));
        group.MapPost("/{instanceId}/{incidentId}/retry", (string instanceId, string incidentId, Command<RetryRequest> command, IncidentOperations incidents, CancellationToken stop) =>
            incidents.RetryAsync(instanceId, incidentId, command, stop));
        group.MapPost("/{instanceId}/amend", (string instanceId, Command<AmendRequest> command, IncidentOperations incidents, CancellationToken stop) =>
            incidents.AmendAsync(instanceId, command, stop));
    }
}
