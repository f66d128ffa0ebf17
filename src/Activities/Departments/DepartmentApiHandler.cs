using System.Text.Json;
using GridGov.Workflow.Activities.Partners;
using GridGov.Workflow.Engine.Runtime;

namespace GridGov.Workflow.Activities.Departments;

/// <summary>Delivers effects of the kind <c>department-api</c>: <c>{ unit, caseNumber, orderId?, action, body }</c>.</summary>
internal sealed class DepartmentApiHandler(DepartmentClient client) : IEffectHandler
{
    public string Kind => DepartmentClient.Kind + "-api";

    public Task<JsonElement> DeliverAsync(EffectDelivery delivery, CancellationToken cancellationToken) =>
        client.SendAsync(PartnerCall.Read(delivery.Payload, DepartmentClient.Kind, DepartmentClient.PartnerField), delivery.Key, cancellationToken);
}
