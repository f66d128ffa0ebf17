using System.Text.Json;
using GridGov.Workflow.Activities.Partners;
using GridGov.Workflow.Engine.Runtime;

namespace GridGov.Workflow.Activities.Grids;

/// <summary>Delivers effects of the kind <c>grid-api</c>: <c>{ gridCode, caseNumber, action, body }</c>.</summary>
internal sealed class GridApiHandler(GridClient client) : IEffectHandler
{
    public string Kind => GridClient.Kind + "-api";

    public Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken) =>
        client.SendAsync(PartnerCall.Read(delivery.Payload, GridClient.Kind, GridClient.PartnerField), delivery.Key, cancellationToken);
}
